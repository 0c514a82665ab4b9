/**
 * The line between clients and server: one address for all restarts, and the place where a connection is cut at a random byte or stalls. Refuses connections
 * while there is no server.
 */
import { createServer, connect, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import type { Dice } from "../dice.ts";
import type { Roll } from "../plan.ts";

/** A cut falls somewhere within so many bytes of what the client sends. */
const cutWithinBytes = 6_000;
const stallMs = 2_500;

export type CuttingProxy = {
  url: string;
  /** Where connections lead from now on; null: nowhere. */
  leadTo(url: string | null): void;
  throwWith(dice: Dice): void;
  close(): Promise<void>;
};

export async function openCuttingProxy(onRoll: (roll: Roll) => void): Promise<CuttingProxy> {
  let target: { host: string; port: number } | null = null;
  let dice: Dice | null = null;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client);
    client.on("close", () => open.delete(client)).on("error", () => client.destroy());
    if (!target) return client.destroy();
    const upstream = connect({ ...target, noDelay: true });
    upstream.on("error", () => client.destroy()).on("close", () => client.destroy());
    client.on("close", () => upstream.destroy());
    const fault = dice?.roll("line") ?? null;
    if (fault !== null) onRoll({ site: "line", fault });
    let left = fault === "cut" ? Math.floor((dice?.unit() ?? 0) * cutWithinBytes) : Infinity;
    client.on("data", (bytes) => {
      upstream.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left < 0) client.destroy();
    });
    upstream.on("data", (bytes) => client.write(bytes));
    if (fault === "stalled") stall(upstream, (dice?.unit() ?? 0) * stallMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    url,
    leadTo: (to) => {
      const { hostname, port } = new URL(to ?? url);
      target = to === null ? null : { host: hostname, port: Number(port) };
    },
    throwWith: (next) => {
      dice = next;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** After a while the client reads nothing for a while: what the server sends piles up on its side. */
function stall(upstream: Socket, afterMs: number): void {
  const timer = setTimeout(() => {
    upstream.pause();
    setTimeout(() => upstream.resume(), stallMs).unref();
  }, afterMs);
  upstream.on("close", () => clearTimeout(timer));
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

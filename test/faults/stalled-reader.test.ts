/** A reader whose TCP connection is really stalled, against the bundled Worker: what the server hands out for it is bounded, however much happens in its conversation. */
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { paceLimits } from "#conversation/pace";
import { operatorToken } from "../../bench/desk/run-desk.ts";
import { processCosts } from "../../bench/measure/process-costs.ts";
import { askForPerson, deskAlone, say, start, type Started } from "./desk-alone.ts";

const desk = deskAlone("stalled");

const farewell = "come back and resume";

/** A WebSocket by hand (RFC 6455), so that its reading can be stopped at the TCP connection. */
class RawReader {
  received = 0;
  readonly isSentAway: Promise<void>;
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.isSentAway = new Promise((resolve) => {
      socket.on("error", () => resolve());
      socket.on("data", (bytes: Uint8Array) => {
        this.received += bytes.length;
        // The reason of the close frame, which comes last and as it is: what a server sends is not masked.
        const tail = new TextDecoder().decode(bytes.subarray(-farewell.length));
        if (tail === farewell) resolve();
      });
    });
  }

  static async open({ id, token }: Started): Promise<RawReader> {
    const { hostname, port } = new URL(desk().url);
    const socket = connect({ host: hostname, port: Number(port) });
    const reader = new RawReader(socket);
    const lines = [
      `GET /v1/conversations/${id}/socket HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${btoa(randomUUID().slice(0, 16))}`,
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Protocol: edgedesk.v1, token.${token}`,
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    await reader.has(1);
    reader.send({ v: 1, type: "resume", after: 0 });
    // The answer to the handshake is shorter than that; with the first event it is longer.
    await reader.has(400);
    return reader;
  }

  async has(bytes: number): Promise<void> {
    while (this.received < bytes) await new Promise((resolve) => this.#socket.once("data", resolve));
  }

  stall(): void {
    this.#socket.pause();
  }

  /** Takes everything that the server has ever handed out for it. */
  async drain(): Promise<number> {
    this.#socket.resume();
    await this.isSentAway;
    this.#socket.destroy();
    return this.received;
  }

  /** One short text frame, masked with zeros. */
  send(frame: object): void {
    const body = new TextEncoder().encode(JSON.stringify(frame));
    this.#socket.write(new Uint8Array([0x81, 0x80 | body.length, 0, 0, 0, 0, ...body]));
  }
}

const long = "word ".repeat(3_000).trim();

/** Makes much happen in a conversation: so many messages of 15 KB each, past the sockets. */
async function makeMuchHappen(started: Started, messages: number): Promise<void> {
  for (let n = 0; n < messages; n++) {
    const response = await say(desk(), started, { message: `m${n}`, text: long });
    if (response.status !== 202) throw new Error(`message ${n}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
}

/** A person has the floor, so that each message is one event and no answer. */
async function withPerson(started: Started): Promise<void> {
  const bearer = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
  await askForPerson(desk(), started);
  const Tickets = z.object({ tickets: z.array(z.object({ id: z.string(), conversation: z.string() })) });
  for (;;) {
    const { tickets } = Tickets.parse(await (await fetch(`${desk().url}/v1/tickets?limit=100`, { headers: bearer })).json());
    const ticket = tickets.find(({ conversation }) => conversation === started.id);
    if (ticket) {
      const body = JSON.stringify({ status: "taken", operator: "Ada" });
      const taken = await fetch(`${desk().url}/v1/tickets/${ticket.id}`, { method: "PATCH", headers: bearer, body });
      if (!taken.ok) throw new Error(await taken.text());
      return;
    }
    await sleep(50);
  }
}

test("readers that stall are handed a bounded amount and then closed, and everybody else is served", async () => {
  const started = await start(desk());
  await withPerson(started);
  const stalled = await Promise.all(Array.from({ length: 8 }, () => RawReader.open(started)));
  for (const reader of stalled) reader.stall();
  const before = processCosts(desk().pid).residentBytes;
  const messages = 300;
  await makeMuchHappen(started, messages);
  const after = processCosts(desk().pid).residentBytes;
  const handedOut = await Promise.all(stalled.map((reader) => reader.drain()));
  const megabyte = 1024 * 1024;
  console.log(
    `${stalled.length} stalled readers, ${((messages * long.length) / megabyte).toFixed(1)} MB each to read: ${handedOut.map((bytes) => (bytes / megabyte).toFixed(2)).join(", ")} MB handed out; resident memory grew by ${((after - before) / megabyte).toFixed(1)} MB`,
  );
  for (const bytes of handedOut) {
    expect(bytes).toBeGreaterThan(paceLimits.mostUnanswered / 2);
    expect(bytes).toBeLessThan(paceLimits.mostUnanswered + 2 * paceLimits.markEvery);
  }
});

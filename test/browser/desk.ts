/** A desk as a person runs it, `npm start` on a port and a state folder of its own, and what its operator's interface says of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { endTree } from "../../scripts/process-tree.ts";
import type { RunningProcess } from "../../scripts/process-tree.ts";
import { freePort } from "../../scripts/start/ports.ts";
import { npmStart } from "../start/running-start.ts";
import type { RunningStart } from "../start/running-start.ts";

/** Where a desk is and how its operator gets in. Plain data, so that it can be handed to another process. */
export type Address = { url: string; link: string; token: string };

export type Desk = Address & {
  /** Ends every process of it at once, as a power cut does. */
  cut: () => void;
  /** Starts it again on what it stored. */
  startAgain: () => Promise<void>;
  /** Ends it and deletes what it stored. */
  remove: () => Promise<void>;
};

/** `options`: further ones of `npm start`. */
export async function startDesk(...options: string[]): Promise<Desk> {
  const state = mkdtempSync(join(tmpdir(), "edgedesk-browser-"));
  const port = await freePort();
  let running: RunningStart | undefined;
  let members: RunningProcess[] = [];
  const start = async (): Promise<string> => {
    running = npmStart("--port", String(port), "--state", state, ...options);
    members = await running.ready;
    return running.output();
  };
  const link = /Desk: (\S+)/.exec(await start())?.[1] ?? "";
  return {
    url: `http://localhost:${port}`,
    link,
    token: new URL(link).hash.replace("#token=", ""),
    cut: () => {
      for (const { pid } of members) kill(pid);
    },
    startAgain: async () => {
      await running?.ended;
      await start();
    },
    remove: async () => {
      if (running !== undefined) await endTree(running.pid);
      await running?.ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

const EventSchema = z.looseObject({ type: z.string(), text: z.string().optional(), id: z.string().optional() });
const PageSchema = z.object({ events: z.array(z.object({ seq: z.int(), event: EventSchema })) });
const TicketsSchema = z.object({
  tickets: z.array(z.object({ id: z.string(), number: z.string(), conversation: z.string(), status: z.string() })),
});

async function ask(desk: Address, path: string): Promise<unknown> {
  const answer = await fetch(new URL(path, desk.url), { headers: { authorization: `Bearer ${desk.token}` } });
  return answer.json();
}

/** The whole log of a conversation. */
export async function logOf(desk: Address, conversation: string) {
  return PageSchema.parse(await ask(desk, `/v1/conversations/${conversation}/events?after=0&limit=500`)).events;
}

/** Types of the events of a conversation's log, in their order. */
export const typesOf = async (desk: Address, conversation: string): Promise<string[]> =>
  (await logOf(desk, conversation)).map(({ event }) => event.type);

export async function ticketsOf(desk: Address, conversation: string) {
  const { tickets } = TicketsSchema.parse(await ask(desk, "/v1/tickets"));
  return tickets.filter((ticket) => ticket.conversation === conversation);
}

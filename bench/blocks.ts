/** The blocks of a measurement. Each opens its own conversations, warms up, measures, closes, and lets the server settle. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Contender } from "./contender.ts";
import type { LoadGenerator } from "./load/generator.ts";
import { saysAtMost } from "./load/loops.ts";
import { type Block, blockOf } from "./measure/summary.ts";
import { processCosts } from "./measure/process-costs.ts";

/** workerd evicts objects about 10 s after their last message and stalls for a moment while it does. */
const settleMs = 13_000;

export type ClosedLoop = { underWay: number; messages: number; questions: readonly string[]; settle?: boolean };

/** `underWay` conversations, each with one message under way at any time. A tenth more messages, and at least 200, warm it up first. */
export async function closedLoopBlock(
  load: LoadGenerator,
  contender: Contender,
  { underWay, messages, questions, settle = true }: ClosedLoop,
): Promise<Block> {
  const warmUp = Math.max(200, messages / 10, underWay);
  await load.order({ do: "open", url: contender.url, customers: 2 * underWay + Math.ceil((messages + warmUp) / saysAtMost) });
  const loop = { do: "closed_loop", underWay, questions } as const;
  await load.order({ ...loop, messages: Math.ceil(warmUp) });
  const before = processCosts(contender.pid).cpuMs;
  const done = await load.order({ ...loop, messages });
  const cpuMs = processCosts(contender.pid).cpuMs - before;
  await load.order({ do: "close" });
  if (settle) await sleep(settleMs);
  return blockOf(`${underWay} under way`, done, cpuMs);
}

/** `perSecond` messages over `customers` conversations, due whether or not earlier ones were answered. */
export async function openLoopBlock(
  load: LoadGenerator,
  contender: Contender,
  { perSecond, customers, messages, questions }: { perSecond: number; customers: number; messages: number; questions: readonly string[] },
): Promise<Block> {
  await load.order({ do: "open", url: contender.url, customers });
  const loop = { do: "open_loop", perSecond, questions } as const;
  await load.order({ ...loop, messages: customers });
  const before = processCosts(contender.pid).cpuMs;
  const done = await load.order({ ...loop, messages });
  const cpuMs = processCosts(contender.pid).cpuMs - before;
  await load.order({ do: "close" });
  await sleep(settleMs);
  return blockOf(`${perSecond} a second over ${customers}`, done, cpuMs);
}

export type Memory = { conversations: number; perThousandOpenMb: number; perThousandAsleepMb: number };

/**
 * What open conversations cost while nobody says anything: resident memory after opening them, and after their objects were evicted and only the sockets
 * stayed. Of the second batch, because the first one also grows what is then reused.
 */
export async function memoryBlock(load: LoadGenerator, contender: Contender, conversations: number): Promise<Memory> {
  const resident = (): number => processCosts(contender.pid).residentBytes;
  const open = (): Promise<unknown> => load.order({ do: "open", url: contender.url, customers: conversations });
  await open();
  await sleep(settleMs);
  const before = resident();
  await open();
  const after = resident();
  await sleep(2 * settleMs);
  const asleep = resident();
  await load.order({ do: "close" });
  const perThousandMb = (bytes: number): number => Math.round((bytes / conversations / 1024) * 100) / 100;
  return { conversations, perThousandOpenMb: perThousandMb(after - before), perThousandAsleepMb: perThousandMb(asleep - before) };
}

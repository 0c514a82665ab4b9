/**
 * A fixed rate for a time, over customers who take turns, as a crowd does that does not know of the server's trouble. Nothing that goes wrong ends it: refusals and lost
 * sockets are counted by their words. A customer says one thing at a time; what is due meanwhile waits, its wait counts, and what still waits at the end is left unsaid.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "../measure/summary.ts";
import type { Customer, Reaction } from "./customer.ts";
import { pick } from "./loops.ts";
import type { Progress } from "./work.ts";

export const progressEveryMs = 15_000;
/** How long the last answers may take after the last message. */
const drainMs = 20_000;

export type SteadyOrder = { perSecond: number; forMs: number; hopelessMs: number; questions: readonly string[] };

export type Trouble = { errors: Map<string, number>; unsaid: number };

export async function steadyLoop(
  customers: readonly Customer[],
  { perSecond, forMs, hopelessMs, questions }: SteadyOrder,
  note: (reaction: Reaction) => void,
  tell: (progress: Progress) => void,
): Promise<Trouble> {
  const startedAt = performance.now();
  const trouble: Trouble = { errors: new Map(), unsaid: 0 };
  let isOver = false;
  let underWay = 0;
  let latest = fresh(startedAt);
  let lateWindows = 0;
  const fail = (error: unknown): void => {
    const words = error instanceof Error ? error.message : String(error);
    trouble.errors.set(words, (trouble.errors.get(words) ?? 0) + 1);
    latest.errors += 1;
  };
  const windows = setInterval(() => {
    const { since, ...counted } = latest;
    const nowMs = performance.now();
    tell({ ...counted, opened: 0, seconds: (nowMs - since) / 1000, underWay });
    lateWindows = percentile(counted.ackMs, 95) > hopelessMs || counted.ackMs.length === 0 ? lateWindows + 1 : 0;
    latest = fresh(nowMs);
  }, progressEveryMs);
  const one = async (customer: Customer, text: string, dueAt: number): Promise<void> => {
    if (isOver) trouble.unsaid += 1;
    else await customer.say(text, dueAt, (ackMs) => latest.ackMs.push(ackMs)).then(note, fail);
    underWay -= 1;
  };
  const busy = new Map<Customer, Promise<void>>();
  for (let i = 0; lateWindows < 2; i++) {
    const dueAt = startedAt + (i * 1000) / perSecond;
    if (dueAt - startedAt >= forMs) break;
    const aheadMs = dueAt - performance.now();
    if (aheadMs > 0) await sleep(aheadMs);
    const customer = pick(customers, i);
    underWay += 1;
    latest.offered += 1;
    busy.set(
      customer,
      (busy.get(customer) ?? Promise.resolve()).then(() => one(customer, pick(questions, i), dueAt)),
    );
  }
  // Whoever does not wait for an answer still says what is due.
  await sleep(0);
  isOver = true;
  const late = new AbortController();
  await Promise.race([
    Promise.all(busy.values()).finally(() => late.abort()),
    sleep(drainMs, undefined, { signal: late.signal }).catch(() => undefined),
  ]);
  clearInterval(windows);
  for (let left = underWay; left > 0; left--) fail(`not answered ${drainMs / 1000} s after the last message`);
  return trouble;
}

const fresh = (since: number) => ({ since, offered: 0, ackMs: [] as number[], errors: 0 });

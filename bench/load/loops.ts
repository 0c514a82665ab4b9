/** Two ways to load a server: as fast as it answers, and at a rate that does not care. */
import { setTimeout as sleep } from "node:timers/promises";
import { frameLimit } from "#conversation/limits";
import type { Customer, Reaction } from "./customer.ts";
import type { Done } from "./work.ts";

/**
 * Messages that one customer says before another takes their place, so that nobody meets the limit of frames. The first frame was the one that asked for
 * the log.
 */
export const saysAtMost = frameLimit.burst - 5;

/** Each of `underWay` customers says the next thing when the last was answered; after `saysAtMost` messages a fresh customer takes over. */
export async function closedLoop(
  customers: Customer[],
  { underWay, messages, questions }: { underWay: number; messages: number; questions: readonly string[] },
  note: (reaction: Reaction) => void,
): Promise<void> {
  let said = 0;
  const slot = async (): Promise<void> => {
    while (said < messages) {
      const customer = customers.shift();
      if (!customer) throw new Error("too few conversations were opened for so many messages");
      for (let i = 0; i < saysAtMost && said < messages; i++) note(await customer.say(pick(questions, said++)));
      spent.push(customer);
    }
  };
  const spent: Customer[] = [];
  await Promise.all(Array.from({ length: underWay }, slot));
  // They stay open until they are closed, behind those that have not spoken yet.
  customers.push(...spent);
}

/** Customers take turns. Times count from when a message was due, so that a server that stalls is not spared the messages that had to wait. */
export async function openLoop(
  customers: readonly Customer[],
  { perSecond, messages, questions }: { perSecond: number; messages: number; questions: readonly string[] },
  note: (reaction: Reaction) => void,
): Promise<void> {
  const startedAt = performance.now();
  const busy = new Map<Customer, Promise<void>>();
  for (let i = 0; i < messages; i++) {
    const dueAt = startedAt + (i * 1000) / perSecond;
    const aheadMs = dueAt - performance.now();
    if (aheadMs > 0) await sleep(aheadMs);
    const customer = pick(customers, i);
    const before = busy.get(customer) ?? Promise.resolve();
    busy.set(
      customer,
      before.then(async () => note(await customer.say(pick(questions, i), dueAt))),
    );
  }
  await Promise.all(busy.values());
}

/** Runs `work` and gathers what it notes. */
export async function summed(work: (note: (reaction: Reaction) => void) => Promise<void>): Promise<Done> {
  const ends = { answered: 0, handed_off: 0, failed: 0 };
  const done: Done = { tookMs: 0, ackMs: [], statusMs: [], deltaMs: [], doneMs: [], addedMs: [], ends, errors: {}, unsaid: 0 };
  const startedAt = performance.now();
  await work(({ ackMs, statusMs, deltaMs, doneMs, modelMs, end }) => {
    done.ackMs.push(ackMs);
    done.doneMs.push(doneMs);
    if (statusMs !== null) done.statusMs.push(statusMs);
    if (deltaMs !== null) done.deltaMs.push(deltaMs);
    if (modelMs !== null) done.addedMs.push(doneMs - modelMs);
    done.ends[end] += 1;
  });
  done.tookMs = performance.now() - startedAt;
  return done;
}

export function pick<T>(from: readonly T[], i: number): T {
  const one = from[i % from.length];
  if (one === undefined) throw new Error("there is nothing to pick from");
  return one;
}

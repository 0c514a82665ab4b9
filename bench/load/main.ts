/**
 * The load, a process of its own: whoever shares an event loop with what it measures measures itself. Takes orders from its parent's channel, one at a
 * time, and ends when the channel does.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { closedLoop, openLoop, pick, summed } from "./loops.ts";
import { Customer } from "./customer.ts";
import { progressEveryMs, steadyLoop, type Trouble } from "./steady.ts";
import { type Done, type Order, OrderSchema, type Reply } from "./work.ts";

/** Conversations begun at the same time while opening many. */
const openedAtOnce = 20;
/** Woken at the same time: few, so that it is the waking that takes time, and not the others. */
const wokenAtOnce = 4;
const answeredWithinMs = 30_000;

const customers: Customer[] = [];

process.on("message", (message) => {
  carryOut(OrderSchema.parse(message)).then(
    (done) => reply({ done }),
    (error: unknown) => reply({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

async function carryOut(order: Order): Promise<Done> {
  switch (order.do) {
    case "open":
      return summed(() => openMany(order.url, order.customers));
    case "closed_loop":
      return summed((note) => closedLoop(customers, order, note));
    case "open_loop":
      return summed((note) => openLoop(customers, order, note));
    case "steady": {
      let trouble: Trouble = { errors: new Map(), unsaid: 0 };
      const done = await summed(async (note) => {
        trouble = await steadyLoop(customers, order, note, (progress) => reply({ progress }));
      });
      return { ...done, errors: Object.fromEntries(trouble.errors), unsaid: trouble.unsaid };
    }
    case "wake":
      return wake(order);
    case "close":
      return summed(async () => void (await Promise.all(customers.splice(0).map((customer) => customer.close()))));
  }
}

async function openMany(url: string, wanted: number): Promise<void> {
  let left = wanted;
  const opener = async (): Promise<void> => {
    while (left-- > 0) customers.push(await Customer.open(url));
  };
  let [told, toldAt] = [customers.length, performance.now()];
  const progress = setInterval(() => {
    const nowMs = performance.now();
    const quiet = { offered: 0, ackMs: [], errors: 0, underWay: 0 };
    reply({ progress: { ...quiet, seconds: (nowMs - toldAt) / 1000, opened: customers.length - told } });
    [told, toldAt] = [customers.length, nowMs];
  }, progressEveryMs);
  await Promise.all(Array.from({ length: openedAtOnce }, opener)).finally(() => clearInterval(progress));
}

/** Evenly picked, because those that were opened together also fell asleep together. */
async function wake({ customers: wanted, questions }: Extract<Order, { do: "wake" }>): Promise<Done> {
  const every = Math.max(1, Math.floor(customers.length / wanted));
  const sample = customers.filter((_, i) => i % every === 0).slice(0, wanted);
  const errors: Record<string, number> = {};
  const waker = async (note: Parameters<Parameters<typeof summed>[0]>[0]): Promise<void> => {
    for (let customer = sample.pop(); customer; customer = sample.pop()) {
      await inTime(customer.say(pick(questions, sample.length))).then(note, ({ message }: Error) => {
        errors[message] = (errors[message] ?? 0) + 1;
      });
    }
  };
  const done = await summed(async (note) => void (await Promise.all(Array.from({ length: wokenAtOnce }, () => waker(note)))));
  return { ...done, errors };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const abort = new AbortController();
  const tooLate = sleep(answeredWithinMs, undefined, { signal: abort.signal }).then((): never => {
    throw new Error(`not answered within ${answeredWithinMs / 1000} s`);
  });
  return Promise.race([work, tooLate]).finally(() => abort.abort());
}

const reply = (message: Reply): void => void process.send?.(message);

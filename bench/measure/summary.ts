/** From a block's samples to its figures. */
import type { Done } from "../load/work.ts";

/** Milliseconds, rounded to hundredths. `n`: samples; a percentile of fewer than 20 samples beyond it is null, because it would be noise. */
export type Spread = { n: number; p50: number | null; p95: number | null; p99: number | null };

export type Block = {
  what: string;
  messages: number;
  handedOff: number;
  ack: Spread;
  firstStatus: Spread;
  firstDelta: Spread;
  done: Spread;
  /** Until the end, without what a model server took itself. */
  added: Spread;
  messagesPerSecond: number;
  /** Of the server's process, handoffs with their queue, workflow and database included. */
  cpuMsPerMessage: number;
};

export function blockOf(what: string, done: Done, cpuMs: number): Block {
  const messages = done.doneMs.length;
  if (done.ends.failed > 0)
    throw new Error(`${what}: ${done.ends.failed} of ${messages} turns failed; a figure of failures is worth nothing`);
  return {
    what,
    messages,
    handedOff: done.ends.handed_off,
    ack: spreadOf(done.ackMs),
    firstStatus: spreadOf(done.statusMs),
    firstDelta: spreadOf(done.deltaMs),
    done: spreadOf(done.doneMs),
    added: spreadOf(done.addedMs),
    messagesPerSecond: rounded((messages * 1000) / done.tookMs),
    cpuMsPerMessage: rounded(cpuMs / messages),
  };
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (percent: number): number | null => {
    const beyond = (sorted.length * (100 - percent)) / 100;
    return beyond < 20 ? null : rounded(percentile(sorted, percent));
  };
  return { n: sorted.length, p50: at(50), p95: at(95), p99: at(99) };
}

/** By nearest rank, however few there are; 0 of none. For decisions, not for figures. */
export function percentile(samples: readonly number[], percent: number): number {
  return samples.toSorted((a, b) => a - b)[Math.ceil((samples.length * percent) / 100) - 1] ?? 0;
}

/** The middle value; of an even number of values the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new Error("there is no median of nothing");
  return (low + high) / 2;
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;

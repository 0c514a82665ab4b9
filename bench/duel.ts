/**
 * Two contenders, both up, taking turns in blocks of less than a second: one, other, other, one, and the next round the other way round. What a round costs each of them is all that its process did from the round's
 * beginning to its end, work put off until the other's turn included; opening the conversations is not part of it. For differences of a few percent, which longer blocks drown in the machine's noise.
 */
import type { Contender } from "./contender.ts";
import type { LoadGenerator } from "./load/generator.ts";
import { saysAtMost } from "./load/loops.ts";
import { type Interval, medianInterval, overallRatio } from "./measure/paired.ts";
import { processCosts } from "./measure/process-costs.ts";
import { rounded, type Spread, spreadOf } from "./measure/summary.ts";

export type Side = { contender: Contender; load: LoadGenerator };

export type Duel = {
  /** Messages under way at any time, and of one block. */
  underWay: number;
  messages: number;
  questions: readonly string[];
  forMs: number;
};

type Share = { cpuMs: number; ackMs: number[] };
export type Round = { one: Share; other: Share };

export type Duelled = {
  one: string;
  other: string;
  rounds: number;
  /** Of each side. */
  messages: number;
  cpuMsPerMessage: { one: number; other: number };
  /** Of `one` over `other`: the median of the rounds, and all rounds together. */
  cpuRatio: Interval;
  overallCpuRatio: Interval;
  ack: { one: Spread; other: Spread };
  /** Milliseconds that `one` is later, within a round. */
  ackLater: { p50: Interval; p95: Interval };
};

/** Rounds in which code is compiled and indexes are read. */
const warmUpRounds = 4;

export async function duel(one: Side, other: Side, options: Duel, onRound: (rounds: readonly Round[]) => void): Promise<Duelled> {
  for (let n = 0; n < warmUpRounds; n++) await round(one, other, options, n);
  const rounds: Round[] = [];
  const endsAt = performance.now() + options.forMs;
  while (performance.now() < endsAt) {
    rounds.push(await round(one, other, options, rounds.length));
    onRound(rounds);
  }
  return duelled(one.contender.name, other.contender.name, rounds);
}

async function round(one: Side, other: Side, { underWay, messages, questions }: Duel, n: number): Promise<Round> {
  const customers = 2 * underWay + Math.ceil((2 * messages) / saysAtMost);
  for (const { load, contender } of [one, other]) await load.order({ do: "open", url: contender.url, customers });
  const costs = { one: processCosts(one.contender.pid).cpuMs, other: processCosts(other.contender.pid).cpuMs };
  const ackMs: Record<"one" | "other", number[]> = { one: [], other: [] };
  for (const turn of n % 2 === 0 ? (["one", "other", "other", "one"] as const) : (["other", "one", "one", "other"] as const)) {
    const { load } = turn === "one" ? one : other;
    const done = await load.order({ do: "closed_loop", underWay, messages, questions });
    if (done.ends.failed > 0) throw new Error(`${done.ends.failed} turns failed; a figure of failures is worth nothing`);
    ackMs[turn].push(...done.ackMs);
  }
  const share = (side: "one" | "other", { contender }: Side): Share => ({
    cpuMs: processCosts(contender.pid).cpuMs - costs[side],
    ackMs: ackMs[side],
  });
  const measured = { one: share("one", one), other: share("other", other) };
  for (const { load } of [one, other]) await load.order({ do: "close" });
  return measured;
}

export function duelled(one: string, other: string, rounds: readonly Round[]): Duelled {
  const all = (side: "one" | "other"): number[] => rounds.flatMap((each) => each[side].ackMs);
  const messages = all("one").length;
  const cpuOf = (side: "one" | "other"): number => rounds.reduce((sum, each) => sum + each[side].cpuMs, 0) / messages;
  const later = (percent: number): Interval =>
    medianInterval(rounds.map((each) => percentile(each.one.ackMs, percent) - percentile(each.other.ackMs, percent)));
  return {
    one,
    other,
    rounds: rounds.length,
    messages,
    cpuMsPerMessage: { one: rounded(cpuOf("one")), other: rounded(cpuOf("other")) },
    cpuRatio: medianInterval(rounds.map((each) => each.one.cpuMs / each.other.cpuMs)),
    overallCpuRatio: overallRatio(rounds.map((each) => ({ one: each.one.cpuMs, other: each.other.cpuMs }))),
    ack: { one: spreadOf(all("one")), other: spreadOf(all("other")) },
    ackLater: { p50: later(50), p95: later(95) },
  };
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

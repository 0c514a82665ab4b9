/**
 * Two contenders, both up, taking turns in blocks of less than a second: one, other, other, one, and the next round the other way round. What a round costs each of them is all that its process did from the round's
 * beginning to its end, work put off until the other's turn included; opening the conversations is not part of it. For differences of a few percent, which longer blocks drown in the machine's noise. Two processes of
 * the same code can differ by some percent for as long as they live, so what is to be believed comes of several starts.
 */
import type { Contender } from "./contender.ts";
import type { LoadGenerator } from "./load/generator.ts";
import { saysAtMost } from "./load/loops.ts";
import { type Interval, meanInterval, medianInterval, overallRatio, type Pair } from "./measure/paired.ts";
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
  /** Fresh pairs of processes. */
  starts: number;
  rounds: number;
  /** Of each side. */
  messages: number;
  cpuMsPerMessage: { one: number; other: number };
  /** Of `one` over `other`: the median of the rounds, all rounds together, and the mean of the starts, each start's rounds together. */
  cpuRatio: Interval;
  overallCpuRatio: Interval;
  startsCpuRatio: Interval;
  cpuRatioOfEachStart: number[];
  ack: { one: Spread; other: Spread };
  /** Milliseconds that `one` is later, within a round. */
  ackLater: { p50: Interval; p95: Interval };
};

/** Rounds in which code is compiled and indexes are read. */
const warmUpRounds = 4;

export async function duel(one: Side, other: Side, options: Duel, onRound: (rounds: readonly Round[]) => void): Promise<Round[]> {
  for (let n = 0; n < warmUpRounds; n++) await round(one, other, options, n);
  const rounds: Round[] = [];
  const endsAt = performance.now() + options.forMs;
  while (performance.now() < endsAt) {
    rounds.push(await round(one, other, options, rounds.length));
    onRound(rounds);
  }
  return rounds;
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

/** @param starts the rounds of each pair of processes. */
export function duelled(one: string, other: string, starts: readonly (readonly Round[])[]): Duelled {
  const rounds = starts.flat();
  const all = (side: "one" | "other"): number[] => rounds.flatMap((each) => each[side].ackMs);
  const messages = all("one").length;
  const cpuOf = (side: "one" | "other"): number => rounds.reduce((sum, each) => sum + each[side].cpuMs, 0) / messages;
  const ofStarts = starts.map((each) => overallRatio(each.map(pairOf)).middle);
  const later = (percent: number): Interval =>
    medianInterval(rounds.map((each) => percentile(each.one.ackMs, percent) - percentile(each.other.ackMs, percent)));
  return {
    one,
    other,
    starts: starts.length,
    rounds: rounds.length,
    messages,
    cpuMsPerMessage: { one: rounded(cpuOf("one")), other: rounded(cpuOf("other")) },
    cpuRatio: medianInterval(rounds.map((each) => each.one.cpuMs / each.other.cpuMs)),
    overallCpuRatio: overallRatio(rounds.map(pairOf)),
    startsCpuRatio: meanInterval(ofStarts),
    cpuRatioOfEachStart: ofStarts.map((ratio) => Number(ratio.toFixed(3))),
    ack: { one: spreadOf(all("one")), other: spreadOf(all("other")) },
    ackLater: { p50: later(50), p95: later(95) },
  };
}

const pairOf = ({ one, other }: Round): Pair => ({ one: one.cpuMs, other: other.cpuMs });

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

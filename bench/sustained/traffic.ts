/**
 * Traffic that lasts: a fixed rate over many sockets for minutes, with the server's memory watched all along. A rate that is too much for the machine, which runs the load
 * beside the server, is given up early, and lower ones are tried until one is carried.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Contender } from "../contender.ts";
import type { LoadGenerator } from "../load/generator.ts";
import type { Done, Progress } from "../load/work.ts";
import { median, percentile, rounded, type Spread, spreadOf } from "../measure/summary.ts";
import { Watch } from "./watch.ts";

export type Traffic = {
  sockets: number;
  /** Messages a second, due and acknowledged in the time in which they were due. */
  offered: number;
  carried: number;
  seconds: number;
  ack: Spread;
  done: Spread;
  ends: Done["ends"];
  errors: Done["errors"];
  unsaid: number;
  /** No error, nothing left unsaid, and acks in time. */
  isCarried: boolean;
  /** Resident memory of the server in MB: with all sockets open, and medians of the four quarters. */
  residentMb: { open: number; quarters: number[] };
  /** Of one core. */
  cores: { server: number; load: number };
};

export type TrafficOptions = {
  sockets: number;
  perSecond: number;
  minutes: number;
  questions: readonly string[];
  say: (text: string) => void;
};

/** A rate is carried when the acks come within that, p95; it is hopeless when they come later than the second. */
const carriedWithinMs = 1_000;
const hopelessMs = 5_000;
/** Tried in this order, as shares of the rate, when the rate itself was not carried. */
const lowerShares = [0.75, 0.6, 0.5, 0.375, 0.25, 0.125];
const stepMinutes = 1;
const settleMs = 13_000;

/** @returns the rate asked for, and, when it was not carried, the lower ones down to the first that was. */
export async function trafficBlocks(load: LoadGenerator, contender: Contender, options: TrafficOptions): Promise<Traffic[]> {
  const { sockets, perSecond, minutes, questions, say } = options;
  const watch = new Watch(contender.pid, load.pid);
  await load.order({ do: "open", url: contender.url, customers: sockets }, ({ opened, seconds }) =>
    say(`    ${(opened / seconds).toFixed(0)} sockets a second opened, ${watch.residentMb()} MB`),
  );
  // A tenth of the sockets' own rate warms it up and is not counted.
  await load.order({ do: "steady", perSecond: perSecond / 4, forMs: 10_000, hopelessMs, questions });
  const blocks: Traffic[] = [];
  for (const share of [1, ...lowerShares]) {
    const rate = perSecond * share;
    const last = share === 1 ? minutes : Math.min(stepMinutes, minutes);
    say(`    ${rounded(rate)} a second over ${sockets} sockets for ${last} min`);
    const block = await oneRate(load, watch, { ...options, perSecond: rate, minutes: last });
    blocks.push(block);
    if (block.isCarried) break;
    await sleep(settleMs);
  }
  await load.order({ do: "close" });
  return blocks;
}

async function oneRate(
  load: LoadGenerator,
  watch: Watch,
  { sockets, perSecond, minutes, questions, say }: TrafficOptions,
): Promise<Traffic> {
  watch.start();
  const forMs = minutes * 60_000;
  const windows: Progress[] = [];
  const done = await load.order({ do: "steady", perSecond, forMs, hopelessMs, questions }, (window) => {
    windows.push(window);
    say(`    ${windowText(window)}, ${watch.text()}`);
  });
  const { cores, samplesMb, openMb } = watch.stop();
  // Given up early, it did not offer for so long.
  const seconds = Math.min(done.tookMs, forMs) / 1000;
  const isCarried = Object.keys(done.errors).length === 0 && done.unsaid === 0 && percentile(done.ackMs, 95) <= carriedWithinMs;
  const quarter = Math.ceil(samplesMb.length / 4);
  return {
    sockets,
    offered: rounded(perSecond),
    carried: rounded(Math.min(perSecond, done.ackMs.length / (done.tookMs / 1000))),
    seconds: rounded(seconds),
    ack: spreadOf(done.ackMs),
    done: spreadOf(done.doneMs),
    ends: done.ends,
    errors: done.errors,
    unsaid: done.unsaid,
    isCarried,
    residentMb: {
      open: openMb,
      quarters: [0, 1, 2, 3].flatMap((n) => {
        const some = samplesMb.slice(n * quarter, (n + 1) * quarter);
        return some.length === 0 ? [] : [Math.round(median(some))];
      }),
    },
    cores,
  };
}

function windowText({ seconds, offered, ackMs, errors, underWay }: Progress): string {
  const { p50, p95, p99 } = spreadOf(ackMs);
  const rate = (n: number): string => (n / seconds).toFixed(1);
  return `offered ${rate(offered)}/s, acked ${rate(ackMs.length)}/s, ack ${p50 ?? "-"} / ${p95 ?? "-"} / ${p99 ?? "-"} ms, ${errors} errors, ${underWay} under way`;
}

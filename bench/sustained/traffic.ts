/**
 * Traffic that lasts: a fixed rate over many sockets for minutes, with the server's memory watched all along. A rate that is too much for the machine, which runs the load
 * beside the server, is given up early, and lower ones are tried until one is carried. Spread over several processes of the server, each has its share of sockets and rate, and a load,
 * a storage and a database of its own; figures are of all together.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Side } from "../duel.ts";
import type { Done, Progress } from "../load/work.ts";
import { median, percentile, rounded, type Spread, spreadOf } from "../measure/summary.ts";
import { added, shareOf, sum } from "./shares.ts";
import { Watch } from "./watch.ts";

export type Traffic = {
  sockets: number;
  /** Of the server, over which sockets and rate are spread. */
  processes: number;
  /** Messages a second, due and acknowledged in the time in which they were due. */
  offered: number;
  carried: number;
  seconds: number;
  ack: Spread;
  done: Spread;
  ends: Done["ends"];
  errors: Done["errors"];
  unsaid: number;
  /** No error, nothing left unsaid, and acks in time, in each process. */
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
export async function trafficBlocks(sides: readonly Side[], options: TrafficOptions): Promise<Traffic[]> {
  const { sockets, perSecond, minutes, questions, say } = options;
  const watch = new Watch(
    sides.map(({ contender }) => contender.pid),
    sides.map(({ load }) => load.pid),
  );
  const openings = sides.map(({ contender: { url }, load }, i) =>
    load.order({ do: "open", url, customers: shareOf(sockets, sides.length, i) }, ({ opened, seconds }) =>
      say(`    ${(opened / seconds).toFixed(0)} sockets a second opened, ${watch.residentMb()} MB`),
    ),
  );
  await Promise.all(openings);
  // A quarter of the rate warms it up and is not counted.
  await Promise.all(
    sides.map(({ load }) => load.order({ do: "steady", perSecond: perSecond / 4 / sides.length, forMs: 10_000, hopelessMs, questions })),
  );
  const blocks: Traffic[] = [];
  for (const share of [1, ...lowerShares]) {
    const rate = perSecond * share;
    const last = share === 1 ? minutes : Math.min(stepMinutes, minutes);
    say(`    ${rounded(rate)} a second over ${sockets} sockets for ${last} min`);
    const block = await oneRate(sides, watch, { ...options, perSecond: rate, minutes: last });
    blocks.push(block);
    if (block.isCarried) break;
    await sleep(settleMs);
  }
  await Promise.all(sides.map(({ load }) => load.order({ do: "close" })));
  return blocks;
}

async function oneRate(
  sides: readonly Side[],
  watch: Watch,
  { sockets, perSecond, minutes, questions, say }: TrafficOptions,
): Promise<Traffic> {
  watch.start();
  const forMs = minutes * 60_000;
  const order = { do: "steady", perSecond: perSecond / sides.length, forMs, hopelessMs, questions } as const;
  const dones = await Promise.all(
    sides.map(({ load }, i) => {
      const which = sides.length === 1 ? "" : `process ${i + 1}: `;
      // The costs are those of all; they are told with the first one's figures.
      return load.order(order, (window) => say(`    ${which}${windowText(window)}${i === 0 ? `; ${watch.text()}` : ""}`));
    }),
  );
  const { cores, samplesMb, openMb } = watch.stop();
  const quarter = Math.ceil(samplesMb.length / 4);
  return {
    sockets,
    processes: sides.length,
    offered: rounded(perSecond),
    ...figuresOf(dones, perSecond, forMs),
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

/** What all loads together saw of a rate that was offered to them in equal parts. */
export function figuresOf(
  dones: readonly Done[],
  perSecond: number,
  forMs: number,
): Pick<Traffic, "carried" | "seconds" | "ack" | "done" | "ends" | "errors" | "unsaid" | "isCarried"> {
  const isCarriedBy = ({ errors, unsaid, ackMs }: Done): boolean =>
    Object.keys(errors).length === 0 && unsaid === 0 && percentile(ackMs, 95) <= carriedWithinMs;
  const each = perSecond / dones.length;
  return {
    carried: rounded(sum(dones.map(({ ackMs, tookMs }) => Math.min(each, ackMs.length / (tookMs / 1000))))),
    // Given up early, it did not offer for so long.
    seconds: rounded(Math.min(forMs, ...dones.map(({ tookMs }) => tookMs)) / 1000),
    ack: spreadOf(dones.flatMap(({ ackMs }) => ackMs)),
    done: spreadOf(dones.flatMap(({ doneMs }) => doneMs)),
    ends: {
      answered: sum(dones.map(({ ends }) => ends.answered)),
      handed_off: sum(dones.map(({ ends }) => ends.handed_off)),
      failed: sum(dones.map(({ ends }) => ends.failed)),
    },
    errors: added(dones.map(({ errors }) => errors)),
    unsaid: sum(dones.map(({ unsaid }) => unsaid)),
    isCarried: dones.every(isCarriedBy),
  };
}

function windowText({ seconds, offered, ackMs, errors, underWay }: Progress): string {
  const { p50, p95, p99 } = spreadOf(ackMs);
  const rate = (n: number): string => (n / seconds).toFixed(1);
  return `offered ${rate(offered)}/s, acked ${rate(ackMs.length)}/s, ack ${p50 ?? "-"} / ${p95 ?? "-"} / ${p99 ?? "-"} ms, ${errors} errors, ${underWay} under way`;
}

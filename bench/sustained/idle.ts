/**
 * Sockets on which nobody says anything: what the server holds in memory for each, before and after their objects have left memory, and whether those that sleep wake up. Where the system
 * allows one process too few open files for all of them, they are spread over several processes of the server, each with a load of its own; memory and CPU are those of all together.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UsageError } from "../../scripts/command-line.ts";
import type { Side } from "../duel.ts";
import type { Order, Progress } from "../load/work.ts";
import { processCosts } from "../measure/process-costs.ts";
import { rounded, type Spread, spreadOf } from "../measure/summary.ts";
import { added, shareOf, sum } from "./shares.ts";

/** workerd evicts an object about 10 s after its last message. */
const evictedAfterMs = 10_000;
const asleepAfterMs = 26_000;
const watchedAsleepMs = 10_000;
/** workerd holds two descriptors of a connection. */
const filesOfSocket = 2;
/** About five for each object that is still in memory, at up to a hundred opened a second, and what a process has open besides. */
const otherFiles = 6_000;
const wokenAtMost = 500;

export type Idle = {
  sockets: number;
  /** Of the server, over which they are spread. */
  processes: number;
  openedPerSecond: number;
  /** Kilobytes a socket: when the last was opened, while the objects of those opened in the last 10 s are still in memory; and when only sockets stay. */
  openKb: number;
  asleepKb: number;
  /** The difference, for each object that was still in memory. */
  awakeObjectKb: number;
  /** Of a core. */
  cpuWhileAsleep: number;
  /** Some of the sleepers said something. `done`: from saying it to the answer, waking included. */
  woken: { asked: number; answered: number; ack: Spread; done: Spread; errors: Record<string, number> };
};

export type IdleOptions = { sockets: number; questions: readonly string[]; say: (text: string) => void };

export async function idleBlock(sides: readonly Side[], { sockets, questions, say }: IdleOptions): Promise<Idle> {
  const resident = (): number => sum(sides.map(({ contender }) => processCosts(contender.pid).residentBytes));
  const cpu = (): number => sum(sides.map(({ contender }) => processCosts(contender.pid).cpuMs));
  const megabytes = (): number => Math.round(resident() / 2 ** 20);
  const everywhere = (order: (side: Side, i: number) => Order, hear?: (progress: Progress) => void) =>
    Promise.all(sides.map((side, i) => side.load.order(order(side, i), hear)));
  // The first ones also grow what is then reused.
  await everywhere(({ contender: { url } }) => ({ do: "open", url, customers: 200 }));
  await everywhere(() => ({ do: "close" }));
  await sleep(asleepAfterMs);
  const before = resident();
  let opened = 0;
  const beganAt = performance.now();
  say(`    ${megabytes()} MB before`);
  const share = (n: number, i: number): number => shareOf(n, sides.length, i);
  const openings = await everywhere(
    ({ contender: { url } }, i) => ({ do: "open", url, customers: share(sockets, i) }),
    (progress) => {
      opened += progress.opened;
      say(`    ${opened} sockets open, ${((opened * 1000) / (performance.now() - beganAt)).toFixed(0)} a second, ${megabytes()} MB`);
    },
  );
  const tookMs = Math.max(...openings.map((done) => done.tookMs));
  const open = resident();
  say(`    all ${sockets} sockets open after ${(tookMs / 1000).toFixed(1)} s, ${megabytes()} MB; they fall asleep`);
  await sleep(asleepAfterMs);
  const [asleep, cpuAsleep] = [resident(), cpu()];
  await sleep(watchedAsleepMs);
  const cpuMs = cpu() - cpuAsleep;
  const asked = Math.max(sides.length, Math.min(wokenAtMost, sockets));
  say(`    asleep: ${megabytes()} MB; ${asked} are woken`);
  const woken = await everywhere((_side, i) => ({ do: "wake", customers: share(asked, i), questions }));
  await everywhere(() => ({ do: "close" }));
  const perSocketKb = (bytes: number): number => rounded((bytes - before) / sockets / 1024);
  const awake = Math.min(sockets, (sockets * evictedAfterMs) / tookMs);
  return {
    sockets,
    processes: sides.length,
    openedPerSecond: rounded((sockets * 1000) / tookMs),
    openKb: perSocketKb(open),
    asleepKb: perSocketKb(asleep),
    awakeObjectKb: rounded((open - asleep) / awake / 1024),
    cpuWhileAsleep: rounded(cpuMs / watchedAsleepMs),
    woken: {
      asked,
      answered: sum(woken.map(({ doneMs, ends }) => doneMs.length - ends.failed)),
      ack: spreadOf(woken.flatMap(({ ackMs }) => ackMs)),
      done: spreadOf(woken.flatMap(({ doneMs }) => doneMs)),
      errors: added(woken.map(({ errors }) => errors)),
    },
  };
}

const ReportSchema = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }) });

/** Over how many processes of the server so many sockets must be spread, because each may open only so many files. Throws a sentence for a person when that are too few for any. */
export function processesFor(sockets: number): number {
  const { soft } = ReportSchema.parse(process.report.getReport()).userLimits.open_files;
  if (typeof soft !== "number") return 1;
  const each = Math.floor((soft - otherFiles) / filesOfSocket);
  if (each >= Math.min(sockets, 500)) return Math.ceil(sockets / each);
  const wanted = sockets * filesOfSocket + otherFiles;
  throw new UsageError(`This needs up to ${wanted} open files and the system allows ${soft}: raise it with ulimit -n ${wanted}`);
}

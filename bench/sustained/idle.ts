/** Sockets on which nobody says anything: what the server holds in memory for each, before and after their objects have left memory, and whether those that sleep wake up. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Contender } from "../contender.ts";
import type { LoadGenerator } from "../load/generator.ts";
import { processCosts } from "../measure/process-costs.ts";
import { rounded, type Spread, spreadOf } from "../measure/summary.ts";

/** workerd evicts an object about 10 s after its last message. */
const evictedAfterMs = 10_000;
const asleepAfterMs = 26_000;
const watchedAsleepMs = 10_000;
/** Files that a process has open besides its sockets. */
const otherFiles = 500;
const wokenAtMost = 500;

export type Idle = {
  sockets: number;
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

export async function idleBlock(load: LoadGenerator, contender: Contender, { sockets, questions, say }: IdleOptions): Promise<Idle> {
  requireFiles(sockets + otherFiles);
  const costs = () => processCosts(contender.pid);
  const megabytes = (): number => Math.round(costs().residentBytes / 2 ** 20);
  // The first ones also grow what is then reused.
  await load.order({ do: "open", url: contender.url, customers: 200 });
  await load.order({ do: "close" });
  await sleep(asleepAfterMs);
  const before = costs().residentBytes;
  let opened = 0;
  say(`    ${megabytes()} MB before`);
  const { tookMs } = await load.order({ do: "open", url: contender.url, customers: sockets }, (progress) => {
    opened += progress.opened;
    say(`    ${opened} sockets open, ${(progress.opened / progress.seconds).toFixed(0)} a second, ${megabytes()} MB`);
  });
  const open = costs().residentBytes;
  say(`    all ${sockets} sockets open after ${(tookMs / 1000).toFixed(1)} s, ${megabytes()} MB; they fall asleep`);
  await sleep(asleepAfterMs);
  const asleep = costs();
  await sleep(watchedAsleepMs);
  const cpuMs = costs().cpuMs - asleep.cpuMs;
  const asked = Math.min(wokenAtMost, sockets);
  say(`    asleep: ${megabytes()} MB; ${asked} are woken`);
  const woken = await load.order({ do: "wake", customers: asked, questions });
  await load.order({ do: "close" });
  const perSocketKb = (bytes: number): number => rounded((bytes - before) / sockets / 1024);
  const awake = Math.min(sockets, (sockets * evictedAfterMs) / tookMs);
  return {
    sockets,
    openedPerSecond: rounded((sockets * 1000) / tookMs),
    openKb: perSocketKb(open),
    asleepKb: perSocketKb(asleep.residentBytes),
    awakeObjectKb: rounded((open - asleep.residentBytes) / awake / 1024),
    cpuWhileAsleep: rounded(cpuMs / watchedAsleepMs),
    woken: {
      asked,
      answered: woken.doneMs.length - woken.ends.failed,
      ack: spreadOf(woken.ackMs),
      done: spreadOf(woken.doneMs),
      errors: woken.errors,
    },
  };
}

const ReportSchema = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }) });

/** Throws a sentence for a person when the system allows fewer open files. */
function requireFiles(files: number): void {
  const { soft } = ReportSchema.parse(process.report.getReport()).userLimits.open_files;
  if (typeof soft === "number" && soft < files)
    throw new Error(`This needs ${files} open files and the system allows ${soft}: raise it with ulimit -n ${files}`);
}

/** Load that lasts: a fixed rate over many sockets for minutes, and sockets on which nobody says anything. What the server holds in memory is looked at all along. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { openLoopBlock } from "./blocks.ts";
import type { Contender } from "./contender.ts";
import type { LoadGenerator } from "./load/generator.ts";
import { processCosts } from "./measure/process-costs.ts";
import { type Block, median, rounded } from "./measure/summary.ts";

/** The goal of docs/reliability.md. */
export const rush = { customers: 1_000, perSecond: 200 } as const;
export const idleSockets = 10_000;

/** workerd evicts an object about 10 s after its last message. */
const asleepAfterMs = 26_000;
const sampleEveryMs = 2_000;
/** Files that a process has open besides its sockets. */
const otherFiles = 500;

export type Sustained = {
  block: Block;
  /** Resident memory in MB: at the start, medians of the four quarters, at the end 13 s after the last socket has closed. */
  residentMb: { before: number; quarters: number[]; after: number };
  /** Of one core, [0, 2] on two. */
  cores: number;
};

export async function sustainedBlock(
  load: LoadGenerator,
  contender: Contender,
  { minutes, questions }: { minutes: number; questions: readonly string[] },
): Promise<Sustained> {
  const samples: { mb: number; cpuMs: number; at: number }[] = [];
  const look = (): void => {
    const { cpuMs, residentBytes } = processCosts(contender.pid);
    samples.push({ mb: megabytes(residentBytes), cpuMs, at: performance.now() });
  };
  const before = megabytes(processCosts(contender.pid).residentBytes);
  const timer = setInterval(look, sampleEveryMs);
  const messages = Math.round(minutes * 60 * rush.perSecond);
  const block = await openLoopBlock(load, contender, { ...rush, messages, questions }).finally(() => clearInterval(timer));
  const [first, last] = [samples[0], samples.at(-1)];
  const cores = first && last ? (last.cpuMs - first.cpuMs) / (last.at - first.at) : 0;
  const quarter = Math.ceil(samples.length / 4);
  const quarters = [0, 1, 2, 3].map((n) => median(samples.slice(n * quarter, (n + 1) * quarter).map(({ mb }) => mb)));
  return { block, residentMb: { before, quarters, after: megabytes(processCosts(contender.pid).residentBytes) }, cores: rounded(cores) };
}

/** Kilobytes a socket that says nothing: just opened, and after its object was evicted and only the socket stayed. */
export type Idle = { sockets: number; openKb: number; asleepKb: number; cpuWhileAsleep: number };

export async function idleBlock(load: LoadGenerator, contender: Contender, sockets: number): Promise<Idle> {
  requireFiles(sockets + otherFiles);
  const costs = () => processCosts(contender.pid);
  // The first ones also grow what is then reused.
  await load.order({ do: "open", url: contender.url, customers: 200 });
  await load.order({ do: "close" });
  await sleep(asleepAfterMs);
  const before = costs().residentBytes;
  await load.order({ do: "open", url: contender.url, customers: sockets });
  const open = costs().residentBytes;
  await sleep(asleepAfterMs);
  const asleep = costs();
  await sleep(10_000);
  const cpuMs = costs().cpuMs - asleep.cpuMs;
  await load.order({ do: "close" });
  const perSocketKb = (bytes: number): number => rounded((bytes - before) / sockets / 1024);
  return { sockets, openKb: perSocketKb(open), asleepKb: perSocketKb(asleep.residentBytes), cpuWhileAsleep: rounded(cpuMs / 10_000) };
}

const ReportSchema = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }) });

/** Throws a sentence for a person when the system allows fewer open files. */
function requireFiles(files: number): void {
  const { soft } = ReportSchema.parse(process.report.getReport()).userLimits.open_files;
  if (typeof soft === "number" && soft < files)
    throw new Error(`This needs ${files} open files and the system allows ${soft}: raise it with ulimit -n ${files}`);
}

const megabytes = (bytes: number): number => rounded(bytes / 1024 / 1024);

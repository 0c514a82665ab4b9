/** The figures of lasting load as sentences for a person. */
import { rounded, type Spread } from "../measure/summary.ts";
import type { Idle } from "./idle.ts";
import type { Traffic } from "./traffic.ts";

export function idleText({ sockets, processes, openedPerSecond, openKb, asleepKb, awakeObjectKb, cpuWhileAsleep, woken }: Idle): string {
  const { asked, answered, ack, done, errors } = woken;
  return [
    `${sockets} sockets on which nobody says anything, over ${processesOf(processes)} of the server, opened at ${openedPerSecond} a second: ${openKb} KB each when the last was opened, ${asleepKb} KB when their objects have been evicted (${awakeObjectKb} KB for each object that was still in memory); ${cpuWhileAsleep} of a core while asleep`,
    `${asked} of them were woken, ${answered} answered: ack ${spread(ack)}, done ${spread(done)} ms${counted(errors)}`,
  ].join("\n");
}

export function trafficText(blocks: readonly Traffic[]): string {
  return [...blocks.map(rateText), verdict(blocks), ...whatItStandsFor(blocks)].join("\n");
}

function rateText({
  sockets,
  processes,
  offered,
  carried,
  seconds,
  ack,
  done,
  ends,
  errors,
  unsaid,
  isCarried,
  residentMb,
  cores,
}: Traffic): string {
  return [
    `${offered} a second over ${sockets} sockets for ${seconds} s, ${processes === 1 ? "one process of the server" : `${processesOf(processes)} of the server with ${rounded(offered / processes)} a second each`}: ${isCarried ? "carried" : `not carried, ${carried} a second were acknowledged`}`,
    `  ack ${spread(ack)}, done ${spread(done)} ms, p50 / p95 / p99 (n), from when a message was due`,
    `  ${ends.answered} answered, ${ends.handed_off} handed off, ${ends.failed} failed, ${unsaid} left unsaid${counted(errors)}`,
    `  resident memory ${residentMb.open} MB with the sockets open, ${residentMb.quarters.join(", ")} MB in the quarters of the time; ${cores.server} cores of the server, ${cores.load} of the load beside it`,
  ].join("\n");
}

function verdict(blocks: readonly Traffic[]): string {
  const [asked] = blocks;
  const best = blocks.find(({ isCarried }) => isCarried);
  if (!best) return "None of these rates was carried with acks within a second (p95).";
  return best === asked
    ? `The rate was carried: no error, nothing left unsaid, acks within a second (p95).`
    : `This machine carries ${best.offered} a second of the ${asked?.offered} that were offered, load generator included.`;
}

/** Several processes are not one desk. */
const whatItStandsFor = ([block]: readonly Traffic[]): string[] =>
  block && block.processes > 1
    ? [
        `Each process has ${rounded(100 / block.processes)} % of the sockets and a database, an inbox and queues of its own: it shows what a platform carries that spreads objects over machines, and nothing of one database or one inbox under the whole rate.`,
      ]
    : [];

const processesOf = (n: number): string => (n === 1 ? "one process" : `${n} processes`);

const counted = (errors: Record<string, number>): string =>
  Object.entries(errors).length === 0
    ? ", no error"
    : `; errors: ${Object.entries(errors)
        .map(([words, n]) => `${n} × ${words}`)
        .join(", ")}`;

const spread = ({ n, p50, p95, p99 }: Spread): string => `${p50 ?? "-"} / ${p95 ?? "-"} / ${p99 ?? "-"} (${n})`;

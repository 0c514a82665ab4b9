/** Figures as tables for a person. */
import type { Memory } from "./blocks.ts";
import type { Compared } from "./compare.ts";
import type { Machine } from "./measure/machine.ts";
import type { Shares } from "./measure/profile.ts";
import type { Block, Spread } from "./measure/summary.ts";
import type { AddedByTurns } from "./models/measure.ts";
import { modelsText } from "./models/text.ts";
import { table } from "./measure/table.ts";
import { type PageVisits, pageText } from "./page/measure.ts";
import type { Duelled } from "./duel.ts";
import type { DeadCollectors } from "./telemetry/dead-collector.ts";
import { deadCollectorsText, duelsText } from "./telemetry/report.ts";
import type { Idle } from "./sustained/idle.ts";
import { idleText, trafficText } from "./sustained/text.ts";
import type { Traffic } from "./sustained/traffic.ts";
import type { WhereTimeGoes } from "./where-time-goes.ts";

export type Report = {
  machine: Machine;
  desk?: Block[];
  memory?: Memory;
  idle?: Idle;
  traffic?: Traffic[];
  compared?: Compared[];
  models?: AddedByTurns[];
  duels?: Duelled[];
  deadCollectors?: DeadCollectors;
  profile?: WhereTimeGoes;
  page?: PageVisits[];
};

export function reportText({
  machine,
  desk,
  memory,
  traffic,
  idle,
  compared,
  models,
  duels,
  deadCollectors,
  profile,
  page,
}: Report): string {
  const parts = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}; node ${machine.node}, workerd ${machine.workerd}; ${machine.date}`,
  ];
  if (desk) parts.push(`Milliseconds, p50 / p95 / p99 (n); "-": too few samples to say\n${deskTable(desk)}`);
  if (memory) {
    parts.push(
      `Resident memory per 1,000 open conversations: ${memory.perThousandOpenMb} MB just opened, ${memory.perThousandAsleepMb} MB when their objects have been evicted (n = ${memory.conversations})`,
    );
  }
  if (traffic) parts.push(trafficText(traffic));
  if (idle) parts.push(idleText(idle));
  if (compared) parts.push(`Medians of paired rounds; ratios to the first\n${comparedTable(compared)}`);
  if (models) parts.push(modelsText(models));
  if (duels) parts.push(duelsText(duels));
  if (deadCollectors) parts.push(deadCollectorsText(deadCollectors));
  if (page) parts.push(pageText(page));
  if (profile) parts.push(profileText(profile));
  return `${parts.join("\n\n")}\n`;
}

function deskTable(blocks: readonly Block[]): string {
  const head = ["", "ack", "first status", "first delta", "done", "msg/s", "CPU ms/msg", "msg per core second", "handed off"];
  const rows = blocks.map((block) => [
    block.what,
    ...[block.ack, block.firstStatus, block.firstDelta, block.done].map(spread),
    block.messagesPerSecond,
    block.cpuMsPerMessage,
    Math.round(1000 / block.cpuMsPerMessage),
    block.handedOff,
  ]);
  return table([head, ...rows]);
}

function comparedTable(compared: readonly Compared[]): string {
  const head = ["under way", "", "ack p50", "done p50", "msg/s", "CPU ms/msg", "msg per core second", "CPU ratio", "done ratio"];
  const rows = compared.map((one) => [
    one.underWay,
    one.name,
    one.ackP50Ms,
    one.doneP50Ms,
    one.messagesPerSecond,
    one.cpuMsPerMessage,
    one.messagesPerCoreSecond,
    one.cpuRatio,
    one.doneRatio,
  ]);
  return table([head, ...rows]);
}

function profileText({ messages, cpuMsPerMessage, byPart, byWork, byFunction }: WhereTimeGoes): string {
  const list = (title: string, shares: Shares): string =>
    [
      title,
      ...shares.filter(({ share }) => share >= 0.003).map(({ name, share }) => `${(share * 100).toFixed(1).padStart(6)} %  ${name}`),
    ].join("\n");
  return [
    `JavaScript of ${messages} messages, ${cpuMsPerMessage} ms CPU each under the profiler; the runtime's own work outside JavaScript is not in the shares`,
    list("Own time by part", byPart),
    list("Time within", byWork),
    list("Own time by function", byFunction),
  ].join("\n\n");
}

const spread = ({ n, p50, p95, p99 }: Spread): string => `${p50 ?? "-"} / ${p95 ?? "-"} / ${p99 ?? "-"} (${n})`;

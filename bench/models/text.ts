/** What a turn adds to its model's own time, as a table for a person. */
import type { Spread } from "../measure/summary.ts";
import { table } from "../measure/table.ts";
import type { AddedByTurns } from "./measure.ts";

export function modelsText(models: readonly AddedByTurns[]): string {
  const head = ["conversations", "msg/s", "", "added", "first delta", "CPU ms/msg", "ratio added", "ratio CPU", "load"];
  const rows = models.map(({ conversations, perSecond, name, added, firstDelta, cpuMsPerMessage, ratio, cpuRatio, machineLoad }) => [
    conversations,
    perSecond ?? "one at a time",
    name,
    spread(added),
    spread(firstDelta),
    cpuMsPerMessage,
    ratio,
    cpuRatio,
    machineLoad,
  ]);
  const title =
    "What a turn adds to the model's own time, milliseconds, p50 / p95 / p99 (n); first delta with the model's 50 ms; ratios: medians of paired rounds; load: of the machine in the last minute, median";
  return `${title}\n${table([head, ...rows])}`;
}

const spread = ({ n, p50, p95, p99 }: Spread): string => `${p50 ?? "-"} / ${p95 ?? "-"} / ${p99 ?? "-"} (${n})`;

/** What looking costs, as tables for a person. */
import type { Duelled } from "../duel.ts";
import type { Interval } from "../measure/paired.ts";
import { table } from "../measure/table.ts";
import type { DeadCollectors } from "./dead-collector.ts";

export function duelsText(duels: readonly Duelled[]): string {
  const head = [
    "",
    "starts",
    "rounds",
    "messages",
    "CPU ms/msg",
    "CPU ratio, of rounds",
    "overall",
    "of starts",
    "each start",
    "ack p50 / p95 ms",
    "later p50 ms",
    "later p95 ms",
  ];
  const rows = duels.flatMap((each) => [
    [
      each.one,
      each.starts,
      each.rounds,
      each.messages,
      each.cpuMsPerMessage.one,
      interval(each.cpuRatio, 3),
      interval(each.overallCpuRatio, 3),
      interval(each.startsCpuRatio, 3),
      each.cpuRatioOfEachStart.join(" "),
      `${each.ack.one.p50} / ${each.ack.one.p95}`,
      interval(each.ackLater.p50, 2),
      interval(each.ackLater.p95, 2),
    ],
    [each.other, "", "", "", each.cpuMsPerMessage.other, "1", "1", "1", "", `${each.ack.other.p50} / ${each.ack.other.p95}`, "", ""],
  ]);
  return `Paired rounds, two desks taking turns; in brackets what holds the true value in 95 of 100 cases\n${table([head, ...rows])}`;
}

export function deadCollectorsText({ messages, every, desks }: DeadCollectors): string {
  const head = ["", `resident MB after each ${every} messages`, "grown since a quarter", "spans sent", "spans lost", "requests"];
  const rows = desks.map(({ name, residentMb, grownMb, exported, lost, requests }) => [
    name,
    residentMb.join(" "),
    `${grownMb} MB`,
    exported,
    Object.entries(lost)
      .map(([loss, n]) => `${n} ${loss}`)
      .join(", ") || "0",
    requests ?? "-",
  ]);
  return `A collector that is dead, ${messages} messages to each desk, taking turns\n${table([head, ...rows])}`;
}

const interval = ({ middle, from, to }: Interval, digits: number): string =>
  from === null || to === null ? middle.toFixed(digits) : `${middle.toFixed(digits)} [${from.toFixed(digits)}, ${to.toFixed(digits)}]`;

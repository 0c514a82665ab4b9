/** A campaign's figures as text: what was done to the desk, and invariants × trials × violations. */
import type { PhaseReport } from "./campaign.ts";
import { invariants } from "./check/tally.ts";
import { tallyOf } from "./verdict.ts";

/** Sites whose every call was counted. */
const countedSites = ["queue", "workflow", "brief", "desk", "callback"];

export function reportText(report: PhaseReport, seed: number): string {
  const tally = tallyOf(report);
  const rows = invariants.flatMap((invariant) => {
    const { trials, violations } = tally.row(invariant);
    return trials === 0 ? [] : [`  ${invariant.padEnd(56)}${count(trials)}${count(violations.length)}`];
  });
  const examples = tally.violations.slice(0, 5).map((violation) => `  ! ${violation}`);
  return [
    `\n${report.phase} (seed ${seed}): ${doneIn(report)}`,
    `  faults: ${
      [...report.counted.faults]
        .map(([what, n]) => `${what} ${n}`)
        .toSorted()
        .join(", ") || "none"
    }`,
    ...shareOfFaulted(report),
    `  ${"invariant".padEnd(56)}${"trials".padStart(9)}${"broken".padStart(9)}`,
    ...rows,
    ...examples,
  ].join("\n");
}

const count = (n: number): string => String(n).padStart(9);

function doneIn(report: PhaseReport): string {
  if ("streams" in report) {
    const { aborted, killed, cutUnderWay, otherEnds, onSocket, asEvents, tookMs } = report.streams;
    return `${aborted} streams with an aborted object, ${killed} under ${report.kills} kills of the tree; ${cutUnderWay} saw their line cut, ${otherEndsText(otherEnds)}; ${onSocket} on sockets, ${asEvents} as server-sent events; ${seconds(tookMs)}`;
  }
  if ("takeOvers" in report) {
    const { conversations, silenced, spoken, tookMs } = report.takeOvers;
    return `${conversations} conversations taken over while an answer was being written: ${silenced} answers never came, ${spoken} did; ${seconds(tookMs)}`;
  }
  const { visits, acked, answeredByTurn, handoffs, closed, kills, settledAfterMs, closedAfterMs, tookMs } = report.traffic;
  const settled =
    settledAfterMs === null
      ? "not every ticket was announced in time"
      : `last ticket announced ${seconds(settledAfterMs)} after the faults stopped, last closed ${seconds(closedAfterMs)} after`;
  return `${kills} kills, ${visits} visits, ${acked} acked, ${answeredByTurn} answers, ${handoffs} handoffs, ${closed} tickets closed; ${settled}; ${seconds(tookMs)}`;
}

/** Why streams ended without the scripted answer; what they said instead is held against what is stored all the same. */
function otherEndsText(ends: ReadonlyMap<string, number>): string {
  const all = [...ends.values()].reduce((sum, n) => sum + n, 0);
  return all === 0 ? "all were answered" : `${all} ended with a person (${[...ends].map(([why, n]) => `${why}: ${n}`).join(", ")})`;
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

function shareOfFaulted({ counted }: PhaseReport): string[] {
  const calls = countedSites.reduce((sum, site) => sum + (counted.calls.get(site) ?? 0), 0);
  const faulted = [...counted.faults].reduce(
    (sum, [what, n]) => sum + (countedSites.some((site) => what.startsWith(`${site}:`)) ? n : 0),
    0,
  );
  return calls === 0
    ? []
    : [`  on the way from outbox to ticket: ${calls} calls, ${faulted} of them faulted (${Math.round((100 * faulted) / calls)} %)`];
}

/** What a campaign proved: every invariant that held, every control that showed what it must show. */
import type { PhaseReport } from "./campaign.ts";
import { type Invariant, type Tally } from "./check/tally.ts";

/** What each control must break. */
const mustBreak: Partial<Record<PhaseReport["phase"], Invariant>> = {
  "ignored-keys": "a handoff has one ticket",
  unfenced: "no agent speaks while a person has the floor",
  "forgetful-client": "what was said is stored in the end",
};

export const tallyOf = (report: PhaseReport): Tally =>
  "traffic" in report ? report.traffic.tally : "streams" in report ? report.streams.tally : report.takeOvers.tally;

/** What a phase is there for. */
const testedIn = (report: PhaseReport): Invariant =>
  "traffic" in report
    ? "what was acked is stored, where the ack said"
    : "streams" in report
      ? "a stream that was cut ends as the whole text"
      : "no agent speaks while a person has the floor";

/** What must not be: sentences; none when the phase proved what it is there for. */
export function faultsFound(report: PhaseReport): string[] {
  const tally = tallyOf(report);
  const broken = mustBreak[report.phase];
  if (broken !== undefined)
    return tally.row(broken).violations.length > 0
      ? []
      : [`the control ${report.phase} did not break "${broken}": the campaign sees nothing`];
  const tested = tally.row(testedIn(report));
  return tested.trials === 0 ? [`${report.phase}: nothing came through, so nothing was tested`] : tally.violations;
}

/** Looks at turns that ended without an answer and keeps their questions for the desk's gap list, some at a time: each wakes a conversation. */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { Counts } from "./job.ts";

/** The desk's page looks at some by itself when it is opened. */
const mostTurns = 100;

export async function gatherGaps({ gaps }: ScheduledPorts): Promise<Counts> {
  return { left: gaps === undefined ? 0 : await gaps.gather(mostTurns) };
}

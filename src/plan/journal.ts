/** What a run remembers of each step, so that a turn that was cut off runs on instead of starting over, and a person can see later why it said what it said. */

import type { Rung } from "#contracts/events";
import type { ModelCall } from "#contracts/model-calls";

export type StepOutcome = "done" | "failed" | "timed_out" | "skipped";

export type StepRecord = {
  step: string;
  agent: string;
  outcome: StepOutcome;
  /** The rung that gave the output; null when there is none. */
  rung: Rung | null;
  /** Attempts made; 0 for a skipped step. */
  attempts: number;
  /** Milliseconds since 1970 UTC. */
  startedAtMs: number;
  tookMs: number;
  /** What it was given; null when it was given nothing. A field that came from an earlier step holds the binding, `{ from, path? }`, not the value. */
  input: unknown;
  output: unknown;
  /** Why it did not get done, for people; null when it did. */
  reason: string | null;
  /** Which take of the streamed text stands: rises each time that text was taken back. Absent: 1. */
  take?: number | undefined;
  /** Calls of models, refused ones included, in the order in which they ended. Absent: none. */
  calls?: ModelCall[] | undefined;
};

export interface Journal {
  /** The record of a step that was done in an earlier attempt at this run. */
  done(step: string): StepRecord | undefined;
  /** Stores a record before anything that depends on it starts. */
  record(record: StepRecord): void;
}

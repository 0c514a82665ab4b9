/** What the page asks of the server, checked. */
import type { DeadLetter } from "#contracts/dead-letters";
import type { JobRun } from "#contracts/operations";
import { anything, type Demanded, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";

const isLetter = record({
  id: text,
  handoff: text,
  conversation: text,
  givenUpBy: oneOf("queue", "reconciler"),
  lastFailure: nullable(text),
  deaths: number,
  diedAt: text,
  replayedAt: nullable(text),
});
export type Letter = Demanded<Guarded<typeof isLetter>, DeadLetter>;
export const isLetters = record({ deadLetters: list(isLetter) });

const isRun = record({ job: text, startedAt: text, tookMs: number, outcome: oneOf("done", "failed"), counts: anything });
/** Demanded here and used nowhere else. @public */
export type Run = Demanded<Guarded<typeof isRun>, JobRun>;
export const isRuns = record({ runs: list(isRun) });

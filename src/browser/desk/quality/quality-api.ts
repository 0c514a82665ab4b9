/** What the quality page asks of the server, checked against the contracts. */
import type { BadAnswers as ContractBad, Outcomes as ContractOutcomes } from "#contracts/outcomes";
import { type Demanded, flag, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";

const share = record({ count: number, of: number });
export const outcomes = record({
  from: text,
  to: text,
  conversations: number,
  turns: number,
  resolved: share,
  reopened: share,
  handedOff: share,
  handoffReasons: list(record({ reason: text, count: number })),
  answeredBy: list(record({ rung: text, count: number })),
  outcomes: list(record({ outcome: text, count: number })),
  csat: record({ count: number, mean: nullable(number), byScore: list(number) }),
  helpful: share,
  thumbsOf: number,
  thumbs: list(record({ by: oneOf("rung", "intent"), name: text, up: number, down: number })),
  thumbReasons: list(record({ reason: text, count: number })),
  flagged: number,
  cost: record({ micros: number, perResolvedMicros: nullable(number) }),
  days: list(record({ day: text, conversations: number, answered: number, unanswered: number, handedOff: number, costMicros: number })),
});
export type Outcomes = Demanded<Guarded<typeof outcomes>, ContractOutcomes>;

export const badAnswers = record({
  answers: list(record({ turn: text, conversation: text, at: text, reason: nullable(text), intent: nullable(text), flagged: flag })),
});
/** Demanded here and used nowhere else. @public */
export type BadAnswers = Demanded<Guarded<typeof badAnswers>, ContractBad>;

export const flags = record({ flags: list(record({ turn: text, conversation: text, at: text, why: text })) });
export const ratings = record({
  ratings: list(record({ conversation: text, at: text, score: number, comment: nullable(text), spokenBy: oneOf("ai", "person") })),
});

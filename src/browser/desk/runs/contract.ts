/** What the pages of runs ask of the server, checked against the part of the contract that is shown. */
import type { Flag as ContractFlag } from "#contracts/flags";
import type { Run as ContractRun, RunStep as ContractStep } from "#contracts/runs";
import type { RunsPage as ContractRunsPage } from "#contracts/usage";
import { anything, type Demanded, flag, type Guard, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";

const certainOfCall = record({
  model: text,
  prompt: text,
  outcome: text,
  tokens: record({ input: number, output: number }),
  costMicros: number,
  tookMs: number,
});
/** What the contract may leave out is looked at by itself. */
const call: Guard<Guarded<typeof certainOfCall> & { said?: string | undefined }> = (
  value,
): value is Guarded<typeof certainOfCall> & { said?: string | undefined } =>
  certainOfCall(value) && (!("said" in value) || value.said === undefined || text(value.said));
export type Call = Demanded<Guarded<typeof call>, NonNullable<ContractStep["calls"]>[number]>;

const certainOfStep = record({
  step: text,
  agent: text,
  outcome: oneOf("done", "failed", "timed_out", "skipped"),
  rung: nullable(text),
  attempts: number,
  startedAt: text,
  tookMs: number,
  input: anything,
  output: anything,
  reason: nullable(text),
  needs: list(text),
});
const calls = list(call);
const step: Guard<Guarded<typeof certainOfStep> & { calls?: Call[] | undefined }> = (
  value,
): value is Guarded<typeof certainOfStep> & { calls?: Call[] | undefined } =>
  certainOfStep(value) && (!("calls" in value) || value.calls === undefined || calls(value.calls));
export type Step = Demanded<Guarded<typeof step>, ContractStep>;

const cost = record({ tokensIn: number, tokensOut: number, costMicros: number });
const citation = record({ n: number, article: text, section: text, title: text, quote: text, url: text });
const result = record({
  kind: text,
  reason: nullable(text),
  text,
  citations: list(citation),
  confidence: nullable(number),
});
const run = record({
  run: text,
  plan: text,
  attempt: number,
  status: text,
  at: nullable(text),
  tookMs: nullable(number),
  asked: nullable(text),
  result: nullable(result),
  cost,
  steps: list(step),
});
export type Run = Demanded<Guarded<typeof run>, ContractRun>;

/** `GET /v1/conversations/{id}/runs` */
export const runs = record({ runs: list(run), cost });

const turn = record({
  run: text,
  conversation: text,
  turn: number,
  at: number,
  intent: nullable(text),
  outcome: text,
  reason: nullable(text),
  rung: nullable(text),
  model: nullable(text),
  costMicros: number,
  ownMs: number,
  modelMs: number,
  articles: list(text),
  flagged: flag,
});
export type Turn = Demanded<Guarded<typeof turn>, ContractRunsPage["turns"][number]>;

/** `GET /v1/runs` */
export const runsPage = record({ turns: list(turn), next: nullable(text) });

const group = record({ key: text, turns: number, tokensIn: number, tokensOut: number, costMicros: number });
export type Group = Guarded<typeof group>;

/** `GET /v1/usage` */
export const usage = record({
  groups: list(group),
  total: record({ turns: number, tokensIn: number, tokensOut: number, costMicros: number }),
});

const flagged = record({ turn: text, why: text });
/** Demanded here and used nowhere else. @public */
export type Flag = Demanded<Guarded<typeof flagged>, ContractFlag>;

/** `GET /v1/flags` */
export const flags = record({ flags: list(flagged) });
export const oneFlag = flagged;

const passage = record({ article: text, section: text, title: text, heading: text, text, score: number, coverage: number });
/** Of the knowledge agent's output, which a run shows as it was journalled. */
export const findings = record({ passages: list(passage), answerability: number, threshold: number });
export type Passage = Guarded<typeof passage>;

/** Of the router agent's output. */
export const route = record({
  intent: nullable(text),
  confidence: number,
  disposition: text,
  language: text,
  sentiment: number,
  intents: list(record({ label: text, confidence: number })),
});

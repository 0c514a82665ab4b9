/**
 * "A turn has ended, these are its facts": made from the journal and the decision at the one place where turns end, stored in the same transaction, told to the desk's database
 * later (`src/outbox/relay-turn-facts.ts`) and, once committed, to whoever counts (`ConversationPorts.turnEnded`).
 */
import { z } from "zod";
import type { TurnFacts, TurnOutcome } from "#contracts/turn-facts";
import { turnId } from "#domain/ids";
import type { StepRecord } from "#plan/journal";
import { turnDeadlineMs } from "./accept.ts";
import type { Records } from "./records.ts";
import type { TurnRow } from "./storage/turns.ts";

export type TurnEnding = {
  status: "done" | "failed" | "stopped";
  outcome: TurnOutcome;
  reason?: string | undefined;
  /** Of the answer when there is one; else the route's is taken. */
  confidence?: number | undefined;
  articles?: readonly string[] | undefined;
  /** Absent: as the journal has them. */
  steps?: readonly StepRecord[] | undefined;
};

/** Of the router's output, what the facts need; a journal of older code may have less. */
const RouteSchema = z.object({
  intent: z.string().nullable().default(null),
  confidence: z.number().min(0).max(1).nullable().default(null),
  language: z.string().nullable().default(null),
});
const noRoute = RouteSchema.parse({});

/** Within a commit. */
export function endTurn(records: Records, conversation: string, turn: TurnRow, ending: TurnEnding): void {
  const steps = ending.steps ?? records.steps.of(turnId(conversation, turn.n));
  records.turns.finish(turn.n, ending.status);
  records.noteTurnEnd({ facts: factsOf(conversation, turn, ending, steps, records.now()), agents: steps });
}

function factsOf(conversation: string, turn: TurnRow, ending: TurnEnding, steps: readonly StepRecord[], endedAtMs: number): TurnFacts {
  const router = doneIn(steps, "router");
  const route = RouteSchema.safeParse(router?.output).data ?? noRoute;
  const source = ending.outcome === "answered" ? doneIn(steps, "resolution") : router;
  const calls = steps.flatMap((step) => step.calls ?? []);
  const total = (part: (call: (typeof calls)[number]) => number): number => calls.reduce((all, call) => all + part(call), 0);
  const at = turn.dueAtMs - turnDeadlineMs;
  const modelMs = whole(total((call) => call.tookMs));
  const began = turn.starts > 1 ? [] : steps.map(({ startedAtMs }) => startedAtMs);
  return {
    run: turnId(conversation, turn.n),
    conversation,
    turn: turn.n,
    at,
    intent: route.intent,
    confidence: ending.confidence ?? route.confidence,
    language: route.language,
    outcome: ending.outcome,
    reason: ending.reason ?? null,
    rung: source?.rung ?? null,
    model: source?.rung === "model" ? (source.calls?.findLast(({ outcome }) => outcome === "done")?.model ?? null) : null,
    starts: turn.starts,
    attempts: Math.max(0, ...steps.map(({ attempts }) => attempts)),
    tokensIn: total(({ tokens }) => tokens.input),
    tokensOut: total(({ tokens }) => tokens.output),
    costMicros: total(({ costMicros }) => costMicros),
    ownMs: whole(endedAtMs - (began.length > 0 ? Math.min(...began) : at) - modelMs),
    modelMs,
    tookMs: whole(endedAtMs - at),
    articles: [...new Set(ending.articles)],
  };
}

const doneIn = (steps: readonly StepRecord[], name: string): StepRecord | undefined =>
  steps.find(({ step, outcome }) => step === name && outcome === "done");

/** Clocks of machines do not agree, so a difference may be below nothing. */
const whole = (ms: number): number => Math.max(0, Math.round(ms));

/** The runs of a conversation as pictures: what each step was given, gave, waited for, took and cost, and what came of it for the customer. */
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import type { Run, RunCost, RunResult } from "#contracts/runs";
import { handoffId, turnId } from "#domain/ids";
import type { StepRecord } from "#plan/journal";
import { needs, type Plan } from "#plan/plan";
import { handoffPlan } from "#turn/handoff-plan";
import { supportPlan } from "#turn/support-plan";
import type { Records } from "./records.ts";

/** Runs of turns and of handoffs' briefs, in the order in which they began. */
export function runGraphs(records: Records, conversation: string): Run[] {
  const events = records.log.after(0, Number.MAX_SAFE_INTEGER);
  const turns = records.turns.all().map((turn): Run => {
    const run = turnId(conversation, turn.n);
    const message = events.find(({ seq }) => seq === turn.seq);
    const end = events.find(({ event }) => "turn" in event && event.turn === run && resultOf(event) !== null);
    const tookMs = message && end ? Math.max(0, Date.parse(end.at) - Date.parse(message.at)) : null;
    return {
      ...graph(run, supportPlan, records.steps.of(run)),
      attempt: turn.starts,
      status: turn.status,
      at: message?.at ?? null,
      tookMs,
      asked: message?.event.type === "customer.message" ? message.event.text : null,
      result: end ? resultOf(end.event) : null,
    };
  });
  const handoffs = records.handoffs.all().map((handoff): Run => {
    const run = handoffId(conversation, handoff.n);
    const steps = records.steps.of(run);
    const status = steps.length === 0 ? "pending" : steps.every((step) => step.outcome === "done") ? "done" : "failed";
    return { ...graph(run, handoffPlan, steps), status, at: momentOf(events, handoff.seq) };
  });
  return [...turns, ...handoffs];
}

export const costOf = (runs: readonly { cost: RunCost }[]): RunCost => ({
  tokensIn: runs.reduce((all, { cost }) => all + cost.tokensIn, 0),
  tokensOut: runs.reduce((all, { cost }) => all + cost.tokensOut, 0),
  costMicros: runs.reduce((all, { cost }) => all + cost.costMicros, 0),
});

function graph(run: string, plan: Plan, steps: readonly StepRecord[]): Run {
  const calls = steps.flatMap((step) => step.calls ?? []);
  const cost = calls.map(({ tokens, costMicros }) => ({ cost: { tokensIn: tokens.input, tokensOut: tokens.output, costMicros } }));
  const waitsFor = new Map(plan.steps.map((step) => [step.id, [...needs(step)]]));
  return {
    run,
    plan: `${plan.name}@${plan.version}`,
    attempt: 1,
    status: "done",
    at: null,
    tookMs: null,
    asked: null,
    result: null,
    cost: costOf(cost),
    steps: steps.map(({ startedAtMs, ...record }) => ({
      ...record,
      startedAt: new Date(startedAtMs).toISOString(),
      needs: waitsFor.get(record.step) ?? [],
    })),
  };
}

const momentOf = (events: readonly LoggedEvent[], seq: number): string | null => events.find((event) => event.seq === seq)?.at ?? null;

/** A failure is followed by a handoff of its own; the failure is what ended the turn, and stands first. */
function resultOf(event: ConversationEvent): RunResult | null {
  switch (event.type) {
    case "answer.completed": {
      const { kind, text, citations, confidence } = event;
      return { kind, reason: null, text, citations, confidence };
    }
    case "handoff.requested":
      return { kind: "handoff", reason: event.reason, text: event.text, citations: [], confidence: null };
    case "turn.failed":
      return { kind: "failed", reason: event.reason, text: event.text, citations: [], confidence: null };
    case "turn.stopped":
      return { kind: "stopped", reason: event.by, text: "", citations: [], confidence: null };
    default:
      return null;
  }
}

/** Reading a conversation: pages of its log, and the run graphs of its journal. */
import type { ConversationExport, EventsPage, Run } from "#contracts/conversations";
import { handoffId, turnId } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import type { StepRecord } from "#plan/journal";
import type { Refusal } from "#ports/conversations";
import { handoffPlan } from "#turn/handoff-plan";
import { supportPlan } from "#turn/support-plan";
import { type Records, refuse } from "./records.ts";

export function eventsPage(records: Records, { after, limit }: { after: number; limit: number }): Result<EventsPage, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  const events = records.log.after(after, limit);
  return ok({ events, next: events.at(-1)?.seq ?? after, state: standing.state });
}

/** The log, the turns, the journal and the handoffs: what a customer may ask for, and what a replay needs. */
export function exportOf(records: Records, conversation: string): Result<ConversationExport, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  return ok({
    v: 1,
    conversation,
    standing,
    customer: records.customer.read(),
    events: records.log.after(0, Number.MAX_SAFE_INTEGER),
    turns: records.turns.all().map(({ dueAtMs, ...turn }) => ({ ...turn, dueAt: new Date(dueAtMs).toISOString() })),
    runs: runGraphs(records, conversation),
    handoffs: records.handoffs.all().map(({ n, ...handoff }) => ({ handoff: handoffId(conversation, n), ...handoff })),
  });
}

/** Runs of turns and of handoffs, in the order in which they began. */
export function runGraphs(records: Records, conversation: string): Run[] {
  const turns = records.turns.all().map((turn): Run => {
    const run = turnId(conversation, turn.n);
    return { run, plan: nameOf(supportPlan), attempt: turn.starts, status: turn.status, steps: records.steps.of(run).map(shown) };
  });
  const last = records.handoffs.latest()?.n ?? 0;
  const handoffs = Array.from({ length: last }, (_, i): Run => {
    const run = handoffId(conversation, i + 1);
    const steps = records.steps.of(run);
    const status = steps.length === 0 ? "pending" : steps.every((step) => step.outcome === "done") ? "done" : "failed";
    return { run, plan: nameOf(handoffPlan), attempt: 1, status, steps: steps.map(shown) };
  });
  return [...turns, ...handoffs];
}

const nameOf = (plan: { name: string; version: number }): string => `${plan.name}@${plan.version}`;

const shown = ({ startedAtMs, ...record }: StepRecord): Run["steps"][number] => ({
  ...record,
  startedAt: new Date(startedAtMs).toISOString(),
});

/** Reading a conversation: pages of its log, and the run graphs of its journal. */
import type { EventsPage, Run } from "#contracts/conversations";
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

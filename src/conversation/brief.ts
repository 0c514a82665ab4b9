/** The escalation agent's work for one handoff: what was said is read from the log, the brief is written by the handoff plan and journalled. */
import type { AgentPorts } from "#agents/registry";
import type { EscalationInput } from "#agents/escalation/input";
import { RoutedSchema } from "#agents/router/router";
import { type Brief, BriefSchema } from "#contracts/tickets";
import type { HandoffReason } from "#contracts/events";
import { turnId } from "#domain/ids";
import { executePlan, type RunContext } from "#plan/execute";
import { checkedHandoffPlan } from "#turn/handoff-plan";
import { exchangesOf } from "./exchanges.ts";
import type { Records } from "./records.ts";

/** Rejects when the brief could not be written; the workflow tries again. */
export async function writeBrief(
  records: Records,
  conversation: string,
  handoff: { id: string; reason: HandoffReason; turn: number | null },
  context: Omit<RunContext<AgentPorts>, "run" | "journal" | "signal" | "status" | "delta">,
): Promise<Brief> {
  const routed = handoff.turn === null ? null : routedIn(records, turnId(conversation, handoff.turn));
  const input: EscalationInput = {
    reason: handoff.reason,
    category: routed?.intent ?? "general",
    sentiment: routed?.sentiment ?? 0,
    exchanges: exchangesOf(records),
  };
  const run = await executePlan(checkedHandoffPlan(), input, {
    ...context,
    run: handoff.id,
    journal: records.steps.journal(handoff.id, true),
    signal: new AbortController().signal,
    status: () => undefined,
    delta: () => undefined,
  });
  const step = run.get("escalation");
  if (step?.outcome !== "done") throw new Error(`the brief of ${handoff.id} ${step?.outcome ?? "is missing"}`);
  return BriefSchema.parse(step.output);
}

function routedIn(records: Records, run: string) {
  const step = records.steps.of(run).find((record) => record.step === "router" && record.outcome === "done");
  return step ? (RoutedSchema.safeParse(step.output).data ?? null) : null;
}

/** The escalation agent's work for one handoff: what was said is read from the log, the brief is written by the handoff plan and journalled. */
import type { AgentPorts } from "#agents/registry";
import type { EscalationInput } from "#agents/escalation/input";
import { RoutedSchema } from "#agents/router/router";
import { type Brief, BriefSchema } from "#contracts/tickets";
import type { HandoffReason } from "#contracts/events";
import type { ModelCall } from "#contracts/model-calls";
import { turnId } from "#domain/ids";
import { executePlan, type RunContext } from "#plan/execute";
import { checkedHandoffPlan } from "#turn/handoff-plan";
import { exchangesOf } from "./exchanges.ts";
import { modelUse } from "./model-use.ts";
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
  noteCost(records, conversation, handoff.id, step?.calls ?? []);
  if (step?.outcome !== "done") throw new Error(`the brief of ${handoff.id} ${step?.outcome ?? "is missing"}`);
  return BriefSchema.parse(step.output);
}

/** An agent that was at work when the conversation was erased leaves nothing behind. */
function noteCost(records: Records, conversation: string, run: string, calls: readonly ModelCall[]): void {
  if (calls.length === 0 || !records.standing()) return;
  const { tokens, costMicros } = modelUse(calls);
  const model = calls.findLast(({ outcome }) => outcome === "done")?.model ?? null;
  const at = records.now();
  records.turnFacts.put(
    { run, conversation, at, model, tokensIn: tokens?.input ?? 0, tokensOut: tokens?.output ?? 0, costMicros: costMicros ?? 0 },
    at,
  );
}

function routedIn(records: Records, run: string) {
  const step = records.steps.of(run).find((record) => record.step === "router" && record.outcome === "done");
  return step ? (RoutedSchema.safeParse(step.output).data ?? null) : null;
}

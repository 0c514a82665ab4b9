/** One turn: the plan is run, and what the agents found is decided upon. Nothing is committed here; the conversation does that, if it still may. */
import { FindingsSchema } from "#agents/findings";
import type { AgentPorts } from "#agents/registry";
import { ResolutionSchema } from "#agents/resolution/resolution";
import { RoutedSchema } from "#agents/router/router";
import type { Rung } from "#contracts/events";
import { executePlan, type RunContext, type RunRecords } from "#plan/execute";
import type { z } from "zod";
import { type Decision, decide, type Standing } from "./decide.ts";
import { checkedSupportPlan, type TurnInput } from "./support-plan.ts";

export type TurnResult = {
  decision: Decision;
  records: RunRecords;
  intent: string | null;
  /** Of the answer when there is one, else of the intent, [0, 1]. */
  confidence: number;
  /** The rung that the answer came from; null when it came from none. */
  rung: Rung | null;
  /** The take of the streamed text that stands; 1 when nothing was streamed. */
  streamedAttempt: number;
};

/** Rejects with the signal's reason when the turn is aborted; an agent's failure is part of the result. */
export async function runTurn(
  text: string,
  standing: Standing,
  context: RunContext<AgentPorts>,
  history: TurnInput["history"] = [],
): Promise<TurnResult> {
  const input: TurnInput = { text, history };
  const records = await executePlan(checkedSupportPlan(), input, context);
  context.signal.throwIfAborted();
  const routed = outputOf(records, "router", RoutedSchema);
  const resolution = outputOf(records, "resolution", ResolutionSchema);
  const decision = decide({ text, routed, findings: outputOf(records, "knowledge", FindingsSchema), resolution }, standing);
  const answered = decision.act === "reply" && (decision.reply.kind === "answer" || decision.reply.card !== undefined);
  const source = records.get(answered ? "resolution" : "router");
  return {
    decision,
    records,
    intent: routed?.intent ?? null,
    confidence: (answered ? resolution?.confidence : routed?.confidence) ?? 0,
    rung: source?.rung ?? null,
    streamedAttempt: records.get("resolution")?.take ?? 1,
  };
}

/** What a step gave; null when it did not end well. Parsed again, because it may come from a journal that older code wrote. */
function outputOf<T>(records: RunRecords, step: string, schema: z.ZodType<T>): T | null {
  const record = records.get(step);
  return record?.outcome === "done" ? (schema.safeParse(record.output).data ?? null) : null;
}

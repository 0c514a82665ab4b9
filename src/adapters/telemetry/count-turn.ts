/** A turn that has ended, as figures. */
import type { ModelCall } from "#contracts/model-calls";
import type { TurnOutcome } from "#contracts/turn-facts";
import type { TraceOf } from "#domain/metrics";
import { rootOf } from "#domain/trace";
import type { Telemetry } from "#ports/telemetry";
import type { AgentFacts, TurnEnded } from "#ports/turn-facts";

/** An answer is an answer, whatever its kind: the kinds are in the usage figures. */
const endings: Partial<Record<TurnOutcome, string>> = { handed_off: "handed_off", failed: "failed", stopped: "stopped" };

export function countTurn(telemetry: Telemetry, { facts, agents }: TurnEnded): void {
  const trace: TraceOf = () => rootOf(facts.run).traceId;
  const ending = endings[facts.outcome] ?? "answered";
  telemetry.count("turns", { ending, intent: facts.intent, rung: facts.rung });
  telemetry.observe("turn_seconds", { ending }, facts.tookMs / 1000, trace);
  // Somebody who stopped it says nothing about how fast it would have been.
  if (facts.outcome !== "stopped") telemetry.observe("turn_own_seconds", {}, facts.ownMs / 1000, trace);
  for (const agent of agents) countAgent(telemetry, agent, trace);
}

function countAgent(telemetry: Telemetry, { agent, outcome, rung, attempts, tookMs, calls = [] }: AgentFacts, trace: TraceOf): void {
  telemetry.count("agent_runs", { agent, outcome, rung });
  if (outcome === "skipped") return;
  telemetry.observe("agent_seconds", { agent }, tookMs / 1000, trace);
  if (attempts > 1) telemetry.count("agent_retries", { agent }, attempts - 1);
  for (const call of calls) countCall(telemetry, call, trace);
}

/** A model's call, of a turn or of work on the articles. */
export function countCall(
  telemetry: Pick<Telemetry, "count" | "observe">,
  { model, outcome, tokens, costMicros, tookMs }: ModelCall,
  trace?: TraceOf,
): void {
  telemetry.count("model_calls", { model, model_outcome: outcome });
  if (outcome === "breaker_open" || outcome === "over_budget") return;
  telemetry.observe("model_seconds", { model }, tookMs / 1000, trace);
  telemetry.count("model_tokens", { model, direction: "input" }, tokens.input);
  telemetry.count("model_tokens", { model, direction: "output" }, tokens.output);
  telemetry.count("model_cost_micros", { model }, costMicros);
}

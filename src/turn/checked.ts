/** A plan of this house, checked once an isolate, against the registry of this house. */
import type { z } from "zod";
import { type AgentPorts, registry } from "#agents/registry";
import { type CheckedPlan, checkPlan } from "#plan/check";
import type { Plan } from "#plan/plan";

/** Gives the checked plan on demand. Throws when it does not pass, which a test of each plan makes impossible to release. */
export function checkedOnce(plan: Plan, input: z.ZodType): () => CheckedPlan<AgentPorts> {
  let checked: CheckedPlan<AgentPorts> | undefined;
  return () => {
    if (checked) return checked;
    const result = checkPlan(plan, registry, input);
    if (!result.ok) throw new Error(`plan ${plan.name} does not pass its check: ${JSON.stringify(result.error)}`);
    checked = result.value;
    return checked;
  };
}

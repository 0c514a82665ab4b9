/**
 * Checks a plan before it runs: every agent is known, every binding fits both schemas, there is no cycle, and the worst case in time and
 * money stays within the budget. A plan that passes can still fail at run time, but not by its own making.
 */
import type { z } from "zod";
import type { AgentPolicy, AnyAgent } from "#agents/agent";
import { fail, ok, type Result } from "#domain/result";
import { longestBackoffMs } from "./backoff.ts";
import { type JsonSchema, jsonSchemaOf, misfit, schemaAt } from "./fit.ts";
import { type Binding, needs, type Plan, type Step, turnSource } from "./plan.ts";

export type PlanFault =
  | { reason: "duplicate_step"; step: string }
  | { reason: "unknown_agent"; step: string; agent: string }
  | { reason: "unknown_source"; step: string; source: string }
  | { reason: "cycle"; steps: string[] }
  | { reason: "unbound_input"; step: string; field: string }
  | { reason: "misfit"; step: string; field: string; detail: string }
  | { reason: "over_time"; worstMs: number; budgetMs: number }
  | { reason: "over_cost"; worstMicros: number; budgetMicros: number };

/** A plan that passed, its steps in an order in which each follows what it needs, with the agents resolved. */
export type CheckedPlan<P> = { plan: Plan; agents: ReadonlyMap<string, AnyAgent<P>>; order: readonly Step[] };

/**
 * @param registry agents by name.
 * @param turnInput schema of what the plan's bindings read as `turn`.
 */
export function checkPlan<P>(
  plan: Plan,
  registry: ReadonlyMap<string, AnyAgent<P>>,
  turnInput: z.ZodType,
): Result<CheckedPlan<P>, PlanFault> {
  const steps = new Map<string, Step>();
  const agents = new Map<string, AnyAgent<P>>();
  for (const step of plan.steps) {
    if (steps.has(step.id) || step.id === turnSource) return fail({ reason: "duplicate_step", step: step.id });
    const agent = registry.get(step.agent);
    if (!agent) return fail({ reason: "unknown_agent", step: step.id, agent: step.agent });
    steps.set(step.id, step);
    agents.set(step.id, agent);
  }
  for (const step of plan.steps) {
    const unknown = [...needs(step)].find((source) => !steps.has(source));
    if (unknown !== undefined) return fail({ reason: "unknown_source", step: step.id, source: unknown });
  }
  const order = inOrder(steps);
  if (!order.ok) return order;
  const fault = bindingFault(order.value, agents, turnInput) ?? budgetFault(plan, order.value, agents);
  return fault ? fail(fault) : ok({ plan, agents, order: order.value });
}

function inOrder(steps: ReadonlyMap<string, Step>): Result<Step[], PlanFault> {
  const order: Step[] = [];
  const placed = new Set<string>();
  while (order.length < steps.size) {
    const ready = [...steps.values()].filter((step) => !placed.has(step.id) && [...needs(step)].every((source) => placed.has(source)));
    if (ready.length === 0) return fail({ reason: "cycle", steps: [...steps.keys()].filter((id) => !placed.has(id)) });
    for (const step of ready) placed.add(step.id);
    order.push(...ready);
  }
  return ok(order);
}

function bindingFault<P>(steps: readonly Step[], agents: ReadonlyMap<string, AnyAgent<P>>, turnInput: z.ZodType): PlanFault | null {
  const outputs = new Map<string, JsonSchema>([[turnSource, jsonSchemaOf(turnInput, "output")]]);
  for (const [id, agent] of agents) outputs.set(id, jsonSchemaOf(agent.output, "output"));
  for (const step of steps) {
    const agent = agents.get(step.id);
    if (!agent) continue;
    const wanted = jsonSchemaOf(agent.input, "input");
    for (const field of wanted.required ?? []) {
      const binding = step.input[field];
      if (!binding || ("optional" in binding && binding.optional)) return { reason: "unbound_input", step: step.id, field };
    }
    for (const [field, binding] of Object.entries(step.input)) {
      const detail = fieldMisfit(binding, wanted.properties?.[field], outputs);
      if (detail !== null) return { reason: "misfit", step: step.id, field, detail };
    }
  }
  return null;
}

function fieldMisfit(binding: Binding, target: JsonSchema | undefined, outputs: ReadonlyMap<string, JsonSchema>): string | null {
  if (!target) return "the agent takes no such field";
  if ("value" in binding) return misfit({ const: binding.value, type: jsonType(binding.value) }, target);
  const whole = outputs.get(binding.from);
  const source = whole && schemaAt(whole, binding.path ?? []);
  if (!source) return `${[binding.from, ...(binding.path ?? [])].join(".")} may be missing`;
  return misfit(source, target);
}

const jsonType = (value: string | number | boolean | null): string =>
  value === null ? "null" : typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;

function budgetFault<P>(plan: Plan, order: readonly Step[], agents: ReadonlyMap<string, AnyAgent<P>>): PlanFault | null {
  const endsAtMs = new Map<string, number>();
  let worstMicros = 0;
  for (const step of order) {
    const policy = agents.get(step.id)?.policy;
    if (!policy) continue;
    const startsAtMs = Math.max(0, ...[...needs(step)].map((source) => endsAtMs.get(source) ?? 0));
    endsAtMs.set(step.id, startsAtMs + worstStepMs(policy));
    worstMicros += policy.maxCostMicros * (policy.retries + 1);
  }
  const worstMs = Math.max(0, ...endsAtMs.values());
  const { timeoutMs: budgetMs, costMicros: budgetMicros } = plan.budget;
  if (worstMs > budgetMs) return { reason: "over_time", worstMs, budgetMs };
  return worstMicros > budgetMicros ? { reason: "over_cost", worstMicros, budgetMicros } : null;
}

/** The longest that one step can take: every attempt times out and every wait is the longest. */
export function worstStepMs(policy: AgentPolicy): number {
  let total = policy.timeoutMs;
  for (let retry = 1; retry <= policy.retries; retry++) total += longestBackoffMs(policy.backoff, retry) + policy.timeoutMs;
  return total;
}

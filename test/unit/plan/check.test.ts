import { expect, test } from "vitest";
import { z } from "zod";
import { checkPlan, worstStepMs } from "#plan/check";
import type { Plan, Step } from "#plan/plan";
import { patientPolicy, scriptedAgent } from "../../fakes/scripted-agent.ts";

const idle = () => ({});
const reader = scriptedAgent("reader", idle, {
  input: z.object({ text: z.string(), limit: z.int().min(1).max(20).optional() }),
  output: z.object({ label: z.string(), score: z.number().min(0).max(1), place: z.object({ line: z.int() }), note: z.string().optional() }),
});
const writer = scriptedAgent("writer", idle, {
  input: z.object({ title: z.string(), score: z.number(), line: z.int().optional() }),
  output: z.object({ text: z.string() }),
  policy: { timeoutMs: 2_000, retries: 2, maxCostMicros: 30 },
});
const registry = new Map([reader, writer].map((agent) => [agent.name, agent]));
const TurnSchema = z.object({ text: z.string() });

const read: Step = { id: "read", agent: "reader", input: { text: { from: "turn", path: ["text"] } } };
const write: Step = {
  id: "write",
  agent: "writer",
  input: { title: { from: "read", path: ["label"] }, score: { from: "read", path: ["score"] } },
};
const planOf = (steps: readonly Step[], budget: Partial<Plan["budget"]> = {}): Plan => ({
  name: "test",
  version: 1,
  steps,
  budget: { timeoutMs: 60_000, costMicros: 1_000, ...budget },
});
const faultOf = (steps: readonly Step[], budget: Partial<Plan["budget"]> = {}) => {
  const checked = checkPlan(planOf(steps, budget), registry, TurnSchema);
  return checked.ok ? null : checked.error;
};

test("a plan whose bindings fit passes, ordered so that each step follows what it needs", () => {
  const checked = checkPlan(planOf([write, read]), registry, TurnSchema);
  expect(checked.ok && checked.value.order.map((step) => step.id)).toEqual(["read", "write"]);
  expect(checked.ok && checked.value.agents.get("write")).toBe(writer);
});

test("two steps with one id are refused", () => {
  expect(faultOf([read, read])).toEqual({ reason: "duplicate_step", step: "read" });
});

test("a step cannot be called turn, because that is the turn's own input", () => {
  expect(faultOf([{ ...read, id: "turn" }])).toEqual({ reason: "duplicate_step", step: "turn" });
});

test("an agent that nobody registered is refused", () => {
  expect(faultOf([{ ...read, agent: "stranger" }])).toEqual({ reason: "unknown_agent", step: "read", agent: "stranger" });
});

test.each<[string, Step]>([
  ["a binding", { ...write, input: { ...write.input, title: { from: "nowhere", path: ["label"] } } }],
  ["a wait", { ...write, after: ["nowhere"] }],
  ["a condition", { ...write, when: { not: { any: [{ step: "nowhere", path: ["label"], is: "x" }] } } }],
])("%s that names an unknown step is refused", (_case, step) => {
  expect(faultOf([read, step])).toEqual({ reason: "unknown_source", step: "write", source: "nowhere" });
});

test("steps that wait for each other are refused, and named", () => {
  const first: Step = { ...read, after: ["write"] };
  expect(faultOf([first, write])).toEqual({ reason: "cycle", steps: ["read", "write"] });
});

test("a step that waits for itself is refused", () => {
  expect(faultOf([{ ...read, after: ["read"] }])).toEqual({ reason: "cycle", steps: ["read"] });
});

test("a required field without a binding is refused", () => {
  expect(faultOf([read, { ...write, input: { title: { from: "read", path: ["label"] } } }])).toEqual({
    reason: "unbound_input",
    step: "write",
    field: "score",
  });
});

test("a required field cannot be bound optionally", () => {
  const step: Step = { ...write, input: { ...write.input, score: { from: "read", path: ["score"], optional: true } } };
  expect(faultOf([read, step])).toEqual({ reason: "unbound_input", step: "write", field: "score" });
});

test("a field that may be left out can be bound optionally, or not at all", () => {
  const step: Step = { ...write, input: { ...write.input, line: { from: "read", path: ["place", "line"], optional: true } } };
  expect(faultOf([read, step])).toBeNull();
});

test.each<[string, Step, { step: string; field: string; detail: string }]>([
  [
    "the wrong type",
    { ...write, input: { ...write.input, title: { from: "read", path: ["score"] } } },
    { step: "write", field: "title", detail: "value: number where string is needed" },
  ],
  [
    "a place deep within",
    { ...write, input: { ...write.input, score: { from: "read", path: ["place"] } } },
    { step: "write", field: "score", detail: "value: object where number is needed" },
  ],
  [
    "a place that may be missing",
    { ...write, input: { ...write.input, title: { from: "read", path: ["note"] } } },
    { step: "write", field: "title", detail: "read.note may be missing" },
  ],
  [
    "a place that is not there",
    { ...write, input: { ...write.input, title: { from: "read", path: ["place", "column"] } } },
    { step: "write", field: "title", detail: "read.place.column may be missing" },
  ],
  [
    "a field that the agent does not take",
    { ...write, input: { ...write.input, colour: { value: "red" } } },
    { step: "write", field: "colour", detail: "the agent takes no such field" },
  ],
  [
    "a value beyond its bound",
    { ...read, input: { ...read.input, limit: { value: 50 } } },
    { step: "read", field: "limit", detail: "value 50: maximum 20 is not assured" },
  ],
  [
    "a fraction where whole numbers count",
    { ...read, input: { ...read.input, limit: { value: 1.5 } } },
    { step: "read", field: "limit", detail: "value: number where integer is needed" },
  ],
])("%s is a misfit, told with its place", (_case, step, fault) => {
  const steps = step.id === "read" ? [step] : [read, step];
  expect(faultOf(steps)).toEqual({ reason: "misfit", ...fault });
});

test("a plan that could take longer than its budget is refused, retries and waits counted along the longest path", () => {
  // 1,000 for read; 3 × 2,000 and waits of 100 and 200 for write.
  expect(faultOf([read, write], { timeoutMs: 7_299 })).toEqual({ reason: "over_time", worstMs: 7_300, budgetMs: 7_299 });
  expect(faultOf([read, write], { timeoutMs: 7_300 })).toBeNull();
});

test("steps beside each other cost the time of the longer one", () => {
  const beside: Step = { id: "beside", agent: "writer", input: { title: { value: "t" }, score: { value: 1 } } };
  expect(faultOf([read, beside], { timeoutMs: 6_300 })).toBeNull();
});

test("a plan that could cost more than its budget is refused, every attempt counted", () => {
  expect(faultOf([read, write], { costMicros: 89 })).toEqual({ reason: "over_cost", worstMicros: 90, budgetMicros: 89 });
});

test("the waits between attempts stop growing at their limit", () => {
  expect(worstStepMs({ ...patientPolicy, timeoutMs: 10, retries: 6, backoff: { initialMs: 100, factor: 2, maxMs: 500 } })).toBe(
    7 * 10 + 100 + 200 + 400 + 3 * 500,
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { AnyAgent } from "#agents/agent";
import type { EscalationInput } from "#agents/escalation/input";
import { type AgentPorts, registry } from "#agents/registry";
import type { Passage } from "#domain/knowledge";
import { checkPlan } from "#plan/check";
import { EscalationInputSchema } from "#agents/escalation/input";
import { handoffPlan } from "#turn/handoff-plan";
import { supportPlan, TurnInputSchema } from "#turn/support-plan";
import { smallRouter } from "../../fakes/small-router.ts";
import { hostileTexts } from "../message-router.ts";

const texts = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.lorem({ mode: "sentences", maxCount: 3 }),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const blocks = fc
  .array(fc.oneof(texts, fc.constantFrom("- a step", "1. first", "2. second", "", "| a | b |")), { maxLength: 6 })
  .map((lines) => lines.join("\n\n"));
const passages: fc.Arbitrary<Passage> = fc.record({
  article: fc.constantFrom("refunds", "log-in", "a/b", "😀"),
  version: fc.constant("0123456789abcdef"),
  section: fc.oneof(fc.constantFrom("", "how"), texts),
  title: texts,
  heading: texts,
  text: blocks,
  score: fc.double({ min: 0, max: 100, noNaN: true }),
  coverage: share,
});
const findings = fc.record({
  passages: fc.array(passages, { maxLength: 5 }),
  answerability: share,
  threshold: share,
  source: fc.constantFrom("isolate", "d1"),
});
const exchanges = fc.array(fc.record({ customer: texts, answer: fc.option(texts), sources: fc.array(texts, { maxLength: 3 }) }), {
  maxLength: 8,
});
const reasons = fc.constantFrom<EscalationInput["reason"]>(
  "asked_for_person",
  "accepted_offer",
  "complaint",
  "unanswered",
  "turn_failed",
  "button",
);

const inputs: Record<string, fc.Arbitrary<unknown>> = {
  router: fc.record({ text: texts }),
  knowledge: fc.record({ question: texts, limit: fc.integer({ min: 1, max: 20 }), perArticle: fc.integer({ min: 1, max: 10 }) }),
  resolution: fc.record({ question: texts, findings }),
  escalation: fc.record({ reason: reasons, category: texts, sentiment: fc.double({ min: -1, max: 1, noNaN: true }), exchanges }),
};

const passage = fc.sample(passages, { numRuns: 1, seed: 1 });
const ports: AgentPorts = {
  router: smallRouter(),
  knowledge: { search: async () => ({ passages: passage, answerability: 0.7, threshold: 0.5, revision: 1, source: "isolate" }) },
};

const attempt = (agent: AnyAgent<AgentPorts>, input: unknown, delta: (text: string) => void = () => {}) =>
  agent.attempt(input, ports, {
    signal: new AbortController().signal,
    attempt: 1,
    status: () => {},
    delta,
    restart: () => {},
    untilLate: () => () => undefined,
    called: () => {},
  });

test("the registry holds the four agents, each under its own name", () => {
  expect([...registry.keys()]).toEqual(["router", "knowledge", "resolution", "escalation"]);
  for (const [name, agent] of registry) expect(agent.name).toBe(name);
});

test("an attempt may take 5, 5, 8 and 10 seconds, as the article sets it", () => {
  expect([...registry.values()].map((agent) => agent.policy.timeoutMs)).toEqual([5_000, 5_000, 8_000, 10_000]);
});

describe.each([...registry.values()].map((agent) => [agent.name, agent] as const))("the %s agent", (name, agent) => {
  test("says what it does in a sentence", () => {
    expect(agent.description).toMatch(/^[A-Z].{20,}\.$/);
  });

  test.each(["input", "output"] as const)("has an %s that is an object, and that can be shown as JSON Schema", (side) => {
    const schema = z.toJSONSchema(agent[side], { io: side, unrepresentable: "throw" });
    expect(schema).toMatchObject({ type: "object", $schema: "https://json-schema.org/draft/2020-12/schema" });
    expect(Object.keys(schema.properties ?? {})).not.toEqual([]);
  });

  test("has retries and waits with an end", () => {
    const { retries, backoff, maxCostMicros } = agent.policy;
    expect(retries).toBeGreaterThanOrEqual(0);
    expect(retries).toBeLessThanOrEqual(5);
    expect(backoff.factor).toBeGreaterThanOrEqual(1);
    expect(backoff.initialMs).toBeLessThanOrEqual(backoff.maxMs);
    expect(maxCostMicros).toBeGreaterThanOrEqual(0);
  });

  test("ends its ladder on the rung that needs no network and no key", () => {
    expect(agent.rungNames.at(-1)).toBe("embedded");
  });

  test("gives what its contract says for whatever its contract takes, hostile or not", async () => {
    const input = inputs[name];
    if (!input) throw new Error(`no inputs for ${name}: a new agent needs some here`);
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        agent.output.parse((await attempt(agent, given)).output);
      }),
    );
  });

  test.each([undefined, null, 1, "text", [], {}, { text: 1 }])("refuses %j, which is no input of it", async (given) => {
    await expect(attempt(agent, given)).rejects.toMatchObject({ name: "ContractError", side: "input" });
  });
});

test("what the resolution agent streams is what it answers, to the letter", async () => {
  const agent = registry.get("resolution");
  if (!agent) throw new Error("no resolution agent");
  const AnswerSchema = z.object({ answered: z.boolean(), text: z.string() });
  await fc.assert(
    fc.asyncProperty(fc.record({ question: texts, findings }), async (input) => {
      let streamed = "";
      const { output } = await attempt(agent, input, (text) => (streamed += text));
      const { answered, text } = AnswerSchema.parse(output);
      return streamed === (answered ? text : "");
    }),
  );
});

test("every line of an answer that is not a mark stands in a passage that it cites", async () => {
  const agent = registry.get("resolution");
  if (!agent) throw new Error("no resolution agent");
  const AnswerSchema = z.object({
    answered: z.boolean(),
    citations: z.array(z.object({ n: z.int(), article: z.string(), quote: z.string() })),
  });
  const found = {
    passages: [{ ...passage[0], article: "refunds", text: "Refunds take five days.\n\nThey go to the card that was charged." }],
    answerability: 1,
    threshold: 0,
    source: "d1",
  };
  const { output } = await attempt(agent, { question: "how long do refunds take?", findings: found });
  const { answered, citations } = AnswerSchema.parse(output);
  expect(answered).toBe(true);
  expect(citations.map(({ n }) => n)).toEqual(citations.map((_, i) => i + 1));
  for (const { article, quote } of citations) {
    expect(article).toBe("refunds");
    expect(found.passages[0]?.text).toContain(quote);
  }
});

test.each([
  [supportPlan, TurnInputSchema],
  [handoffPlan, EscalationInputSchema],
])("the plan $name passes its check against the registry", (plan, input) => {
  expect(checkPlan(plan, registry, input)).toMatchObject({ ok: true });
});

test("a support turn ends within its deadline even when everything times out", () => {
  // Of a customer's 60 seconds, see docs/architecture.md.
  expect(supportPlan.budget.timeoutMs).toBeLessThan(60_000);
});

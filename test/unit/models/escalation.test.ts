/** The brief in a model's words, and what stays composed from the log whatever a model says. */
import { expect, test } from "vitest";
import type { AgentContext } from "#agents/agent";
import { escalationAgent } from "#agents/escalation/escalation";
import type { EscalationInput } from "#agents/escalation/input";
import { registered } from "#agents/ladder";
import type { ModelCall } from "#contracts/model-calls";
import { modelDesk } from "../../doubles/model-desk.ts";
import { scriptedAi } from "../../doubles/scripted-ai.ts";
import type { ModelScript } from "../../doubles/model-script.ts";

const input: EscalationInput = {
  reason: "complaint",
  category: "billing",
  sentiment: -0.8,
  exchanges: [{ customer: "I was charged twice, my card is 4111 1111 1111 1111!", answer: null, sources: [] }],
};

async function briefBy(script: ModelScript) {
  const ai = scriptedAi(script);
  if (!runs(ai)) throw new Error("a binding has run()");
  const { ladders } = modelDesk({ providers: { workersAi: { binding: ai } }, models: ["workers-ai/@cf/test"] });
  const calls: ModelCall[] = [];
  const context: AgentContext = {
    signal: new AbortController().signal,
    attempt: 1,
    status: () => undefined,
    delta: () => undefined,
    restart: () => undefined,
    untilLate: () => () => undefined,
    called: (call) => void calls.push(call),
  };
  const { output, rung } = await registered(escalationAgent).attempt(input, { models: ladders() }, context);
  return { output, rung, calls, asked: JSON.stringify(ai.requests) };
}

test("title and summary are the model's; urgency, wishes and what was tried stay the log's", async () => {
  const words = { title: "Charged twice in May", summary: "The customer was charged twice and wants the money back.", priority: "low" };
  const { output, rung, calls } = await briefBy(() => ({ answer: JSON.stringify(words) }));
  expect(rung).toBe("model");
  expect(output).toMatchObject({ title: words.title, summary: words.summary, priority: "urgent", category: "billing" });
  expect(calls).toMatchObject([{ prompt: "escalation/1", outcome: "done" }]);
});

test("no card number reaches the model", async () => {
  const { asked } = await briefBy(() => ({ answer: "{}" }));
  expect(asked).toContain("charged twice");
  expect(asked).not.toMatch(/4111[ -]?1111/);
});

test.each<[string, ModelScript]>([
  ["writes no JSON, twice", () => ({ answer: "Certainly! Here is the brief." })],
  [
    "writes a title that does not fit",
    () => ({ answer: JSON.stringify({ title: "x".repeat(200), summary: "A summary that is long enough." }) }),
  ],
  ["fails", () => ({ fault: "server-error" })],
])("a model that %s leaves the brief to the log", async (_case, script) => {
  const { output, rung } = await briefBy(script);
  expect(rung).toBe("embedded");
  expect(output).toMatchObject({ priority: "urgent", wishes: [expect.stringContaining("charged twice")] });
});

const runs = (binding: object): binding is Ai => "run" in binding;

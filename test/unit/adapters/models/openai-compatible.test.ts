import { expect, onTestFinished, test } from "vitest";
import { modelOf } from "#adapters/models/providers";
import { failureOf } from "#adapters/models/failure-of";
import { type Answer, openAiWire } from "../../../../scripts/record/wires.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "How long does a refund take?" }] }];

/** The parts of a streamed answer, over HTTP from a server that answers so. */
async function streamedFrom(answer: Awaited<ReturnType<Answer>>): Promise<{ type: string }[]> {
  const wire = await openAiWire(async () => answer);
  onTestFinished(() => wire.close());
  const model = modelOf("openai-compatible/m", wire.settings);
  if (!model) throw new Error("no model");
  const { stream } = await model.doStream({ prompt });
  const reader = stream.getReader();
  const parts: { type: string }[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return parts;
}

test("a server that cannot stream answers as it can, calls of tools among it", async () => {
  const tool_calls = [{ id: "a", type: "function", function: { name: "find_order", arguments: "{}" } }];
  const choices = [{ message: { role: "assistant", content: "Five days.", tool_calls }, finish_reason: "tool_calls" }];
  const body = JSON.stringify({ choices, usage: { prompt_tokens: 3, completion_tokens: 2 } });
  const parts = await streamedFrom({ status: 200, contentType: "application/json", body });
  expect(parts).toMatchObject([
    { type: "text-delta", delta: "Five days." },
    { type: "tool-call", toolName: "find_order" },
    { type: "finish", finishReason: { unified: "tool-calls" }, usage: { inputTokens: { total: 3 } } },
  ]);
});

test.each([
  [429, "application/json", '{"error":{"message":"How long does a refund take?"}}', "rate_limited"],
  [404, "text/plain", "no such model", "refused"],
  [503, "text/html", "<h1>later</h1>", "unavailable"],
  [200, "application/json", '{"choices":', "invalid_output"],
  [200, "application/json", '{"answer":"Five days."}', "invalid_output"],
])("status %i with %s %s is told as what it is, without what the server wrote", async (status, contentType, body, reason) => {
  const failure = await streamedFrom({ status, contentType, body }).then(
    () => null,
    (error: unknown) => failureOf(error),
  );
  expect(failure?.reason).toBe(reason);
  expect(JSON.stringify([failure?.message, String(failure?.cause)])).not.toContain("How long");
});

/**
 * A model's use of tools, in the AI SDK's terms: it is offered them, calls some, reads what they say, and is asked again; so often at most, the last time without tools, so that it has to answer.
 * Reading is free within the turn's budget. A call that would write, or that needs a customer who is not known, ends the model's part: what the customer then reads is not the model's.
 */
import type { LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4ToolCall } from "@ai-sdk/provider";
import { inputJsonSchema, type Tool } from "#domain/tools";
import type { TurnTools } from "#ports/tools";
import { resolutionOf } from "./tool-answer.ts";
import type { Resolution } from "./contract.ts";

/** Questions to one model in one attempt, the answer included. */
export const mostRounds = 4;
/** Calls of one answer that are looked at; a model that makes more has lost its way. */
const mostCallsARound = 4;

export const offered = (tools: readonly Tool[]): LanguageModelV4FunctionTool[] =>
  tools.map((tool) => {
    const { properties, ...schema } = inputJsonSchema(tool);
    return {
      type: "function",
      name: tool.name,
      description: tool.description,
      inputSchema: { ...schema, properties: Object.fromEntries(Object.entries(properties).map(([name, spec]) => [name, set(spec)])) },
    };
  });

const set = (spec: object): object => Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));

/** `ended`: the answer of the turn, whatever the model would have said. Else the messages that go on with the talk, and what was told. */
export type Round =
  | { ended: Resolution }
  | { ended: null; messages: LanguageModelV4Message[]; told: { title: string; text: string; output: unknown }[] };

export async function callTools(calls: readonly LanguageModelV4ToolCall[], tools: TurnTools, signal: AbortSignal): Promise<Round> {
  const messages: LanguageModelV4Message[] = [];
  const told: { title: string; text: string; output: unknown }[] = [];
  for (const call of calls.slice(0, mostCallsARound)) {
    const input = parsed(call.input);
    const answer = await tools.call(call.toolName, input, signal);
    if (answer.outcome === "proposed" || answer.outcome === "sign_in") {
      const ended = resolutionOf(answer);
      if (ended) return { ended };
    }
    const title = tools.tools.find(({ name }) => name === call.toolName)?.title ?? call.toolName;
    if (answer.outcome !== "not_called") told.push({ title, text: answer.text, output: "output" in answer ? answer.output : null });
    const value = "output" in answer && answer.output !== null ? `${answer.text}\n${JSON.stringify(answer.output)}` : answer.text;
    messages.push(
      { role: "assistant", content: [{ type: "tool-call", toolCallId: call.toolCallId, toolName: call.toolName, input }] },
      {
        role: "tool",
        content: [{ type: "tool-result", toolCallId: call.toolCallId, toolName: call.toolName, output: { type: "text", value } }],
      },
    );
  }
  return { ended: null, messages, told };
}

function parsed(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}

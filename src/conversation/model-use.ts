/** What the models of one step did, as the log tells it: the model that was asked last, what all of them cost, and why those gave nothing that gave nothing. */
import type { ConversationEvent } from "#contracts/events";
import type { ModelCall } from "#contracts/model-calls";

type AgentFinished = Extract<ConversationEvent, { type: "agent.finished" }>;

export function modelUse(calls: readonly ModelCall[]): Pick<AgentFinished, "model" | "prompt" | "tokens" | "costMicros" | "setbacks"> {
  const last = calls.at(-1);
  const setbacks = calls
    .filter(({ outcome }) => outcome !== "done")
    .map(({ model, outcome, cap }) => ({ model, reason: outcome, ...(cap ? { cap } : {}) }));
  return {
    ...(last ? { model: last.model, prompt: last.prompt } : {}),
    tokens: {
      input: calls.reduce((total, { tokens }) => total + tokens.input, 0),
      output: calls.reduce((total, { tokens }) => total + tokens.output, 0),
    },
    costMicros: calls.reduce((total, { costMicros }) => total + costMicros, 0),
    ...(setbacks.length > 0 ? { setbacks } : {}),
  };
}

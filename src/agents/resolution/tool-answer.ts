/**
 * Answers out of tools. Without a model: what the message asks for by its words is called, and the tool's own sentence is the answer. What a tool says is the company's data in the company's
 * words, so it needs no citation; what it would write is only a card.
 */
import type { ToolAnswer, TurnTools } from "#ports/tools";
import type { Resolution } from "./contract.ts";

/** Null: no tool is asked for, or none that can say anything. */
export async function answerByTool(question: string, tools: TurnTools, signal: AbortSignal): Promise<Resolution | null> {
  const asked = tools.asked(question);
  if (!asked) return null;
  const answer = await tools.call(asked.tool.name, asked.input, signal);
  // Words alone, without anything to look up in them, are a question for the articles while nobody knows who asks.
  if (answer.outcome === "sign_in" && !asked.stated) return null;
  return resolutionOf(answer);
}

/** Null: the tool was not called. */
export function resolutionOf(answer: ToolAnswer): Resolution | null {
  const base = { answered: true, text: answer.text, citations: [], confidence: 1 };
  switch (answer.outcome) {
    case "done":
    case "not_found":
      return base;
    case "refused":
    case "failed":
      return { ...base, kind: "offer" };
    case "sign_in":
      return { ...base, kind: "question" };
    case "proposed":
      return { ...base, kind: "confirm", card: answer.card };
    case "not_called":
      return null;
  }
}

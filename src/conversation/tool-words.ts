/** What a tool's call came to, in the words of its file; in those of the desk where it has none. */
import type { Identity } from "#contracts/identity";
import { holds, render } from "#domain/template";
import type { Tool, ToolInput } from "#domain/tools";
import type { CallEnd } from "#ports/tools";
import type { ToolPhrases } from "#turn/phrases/table";

/** `say`: the desk's own words, in the language of the conversation. */
export type Around = { input: ToolInput; customer: Identity | null; say: ToolPhrases };

export type Told = { outcome: "done" | "not_found" | "refused" | "failed"; text: string };

export function told(tool: Tool, end: CallEnd, { input, customer, say }: Around): Told {
  const around = { input, customer: customer ?? {} };
  switch (end.outcome) {
    case "done":
      return { outcome: "done", text: answerText(tool, end.output, around, say) };
    case "not_found":
      return { outcome: "not_found", text: render(tool.notFound, around) ?? say.refused(tool.title) };
    case "refused":
      return { outcome: "refused", text: render(tool.refusals[String(end.status)] ?? "", around) || say.refused(tool.title) };
    case "unsure":
      return { outcome: "failed", text: say.failed(tool.title) };
  }
}

/** The first answer whose conditions hold and whose places all have a value; the build has seen that the last one always does. */
function answerText({ answers, title }: Tool, output: unknown, around: object, say: ToolPhrases): string {
  const values = { ...(typeof output === "object" ? output : {}), ...around };
  for (const { when, text } of answers) {
    const sentence = holds(when, output) ? render(text, values) : null;
    if (sentence !== null) return sentence;
  }
  return say.refused(title);
}

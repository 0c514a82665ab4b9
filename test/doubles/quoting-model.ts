/**
 * A model that answers any question from the first passage it was given, word for word and with its mark, as a good model would and no model has to. It shows that an answer comes through; it knows nothing.
 */
import type { ModelRequest } from "./model-script.ts";

/** The first sentences of passage 1, at most `mostWords` long; NO_ANSWER where there is no passage. */
export function quoteFirstPassage({ messages }: Pick<ModelRequest, "messages">, mostWords = 40): string {
  const asked = messages.findLast(({ role }) => role === "user")?.text ?? "";
  const passage = /\[1\] [^\n]*\n([\s\S]*?)(?=\n\n\[2\] |\n\nQuestion:\n)/.exec(asked)?.[1] ?? "";
  const sentences = passage.match(/[^.!?\n]+[.!?]/g)?.map((sentence) => sentence.replace(/^(?:\d+\.|-)\s+/, "").trim()) ?? [];
  let words = 0;
  const quoted = sentences.filter((sentence) => (words += sentence.split(/\s+/).length) <= mostWords);
  const said = quoted.length > 0 ? quoted : sentences.slice(0, 1);
  return said.length === 0 ? "NO_ANSWER" : said.map((sentence) => sentence.replace(/([.!?])$/, " [1]$1")).join(" ");
}

/**
 * Answers a question with sentences of the passages found for it, word for word. Nothing is added but citation marks and line breaks, so
 * that whatever the customer reads stands in an article.
 */
import type { Citation, Passage } from "#domain/knowledge";
import { FUNCTION_WORDS } from "#embedded/retrieval/function-words";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";

export type ExtractedAnswer = {
  /** The sentences with their marks, lines as they should be shown. */
  text: string;
  /** In order; `text` is verbatim from its source, `n` the citation it belongs to. */
  sentences: readonly { text: string; n: number }[];
  citations: readonly Citation[];
};

export type ExtractOptions = {
  /** Path of a section on this desk. */
  urlOf?: (passage: Passage) => string;
  maxWords?: number;
};

/** An answer from the best passage that has words for the question, or null when none has. */
export function extractAnswer(question: string, passages: readonly Passage[], { urlOf = articlePath, maxWords = 90 }: ExtractOptions = {}): ExtractedAnswer | null {
  const asked = new Set(wordsOf(question).filter((word) => !FUNCTION_WORDS.has(word)).map(stemOf));
  const passage = passages.find((candidate) => candidate.text !== "");
  if (passage === undefined || asked.size === 0) return null;
  const sentences: { text: string; n: number }[] = [];
  let words = 0;
  for (const line of passage.text.split("\n").filter((text) => text !== "")) {
    words += line.split(" ").length;
    if (sentences.length > 0 && words > maxWords) break;
    sentences.push({ text: line, n: 1 });
  }
  return {
    text: `${sentences.map((sentence) => sentence.text).join("\n")} [1]`,
    sentences,
    citations: [
      { n: 1, article: passage.article, version: passage.version, section: passage.section, title: passage.title, quote: sentences[0]?.text ?? "", url: urlOf(passage) },
    ],
  };
}

/** Where the article stands on the desk: `/articles/<id>#<anchor>`. */
export function articlePath({ article, section }: { article: string; section: string }): string {
  const path = `/articles/${article.split("/").map((part) => encodeURIComponent(part.toWellFormed())).join("/")}`;
  return section === "" ? path : `${path}#${encodeURIComponent(section.toWellFormed())}`;
}

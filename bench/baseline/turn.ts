/** The desk's turn as one function: route, search, extract, decide. No plan, no journal, no policies, no spans. */
import type { Citation, Passage } from "#domain/knowledge";
import type { SectionIndex } from "#embedded/retrieval/section-index";
import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import { extractAnswer } from "#embedded/answers/extract";
import type { IntentModel } from "#embedded/intents/model";
import { routeMessage } from "#embedded/routing/route";
import { dispositionOf } from "#agents/router/disposition";
import { screen } from "#agents/router/screens";
import type { Resolution } from "#agents/resolution/resolution";
import { type Decision, decide } from "#turn/decide";

const standing = { state: "ai", offered: false, unansweredInRow: 0, ticket: null, assistant: "Bench" } as const;
const none: ReadonlySet<string> = new Set();

export function answer(
  text: string,
  { index, model }: { index: SectionIndex; model: IntentModel },
): { decision: Decision; intent: string | null; passages: Passage[] } {
  const routing = routeMessage(model, text);
  const routed = { ...routing, disposition: dispositionOf(routing, none), screens: screen(text) };
  const passages = searchSections(index, text, { limit: 8, perArticle: 3 });
  const sure = answerability(index, text, passages);
  const extracted = sure >= ANSWERABLE_FROM ? extractAnswer(text, passages) : null;
  const resolution: Resolution = {
    answered: extracted !== null,
    text: extracted?.text ?? "",
    citations: [...(extracted?.citations ?? [])],
    confidence: sure,
  };
  const findings = { passages, answerability: sure, threshold: ANSWERABLE_FROM, source: "memory" };
  return { decision: decide({ text, routed, findings, resolution }, standing), intent: routing.intent, passages };
}

/** The marks of a text with what they stand for. */
export const citationsIn = (text: string, passages: readonly Passage[]): Citation[] =>
  [...new Set(text.match(/\[(\d+)\]/g) ?? [])].flatMap((mark): Citation[] => {
    const n = Number(mark.slice(1, -1));
    const passage = passages[n - 1];
    if (!passage) return [];
    const { article, version, section, title, text: quote } = passage;
    return [{ n, article, version, section, title, quote: quote.split("\n")[0] ?? "", url: `/articles/${article}#${section}` }];
  });

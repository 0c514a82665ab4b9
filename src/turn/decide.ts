/**
 * The decision of a turn: answer, ask back, offer a person, or hand off. Pure, so that it can be tested case by case and replayed. Whatever failed before,
 * there is always a decision, and it always leads to an answer or to a person.
 */
import type { AnswerKind, Citation, HandoffReason } from "#contracts/events";
import type { ToolCard } from "#contracts/tools";
import type { Routed } from "#agents/router/router";
import type { KnowledgeFindings } from "#agents/findings";
import type { Resolution } from "#agents/resolution/resolution";
import type { ConversationState } from "#domain/ownership";
import { consentIn } from "./consent.ts";
import { nearestArticles } from "./near-misses.ts";
import { languages, phrasesIn } from "./phrases.ts";
import type { Phrases } from "./phrases/table.ts";

/** Where the conversation stands when a message comes. */
export type Standing = {
  state: ConversationState;
  /** The assistant's last words offered a person. */
  offered: boolean;
  /** Turns in a row, up to this one, that ended without an answer. */
  unansweredInRow: number;
  /** Number of the open ticket, when there is one. */
  ticket: string | null;
  /** The name under which the assistant speaks. */
  assistant: string;
  /** Of the conversation, BCP 47 primary tag; without it English. */
  language?: string;
};

/** What the agents found; null for what failed or was skipped. */
export type TurnFindings = { text: string; routed: Routed | null; findings: KnowledgeFindings | null; resolution: Resolution | null };

/** `replies`: what the customer might say next. */
export type Reply = {
  kind: AnswerKind;
  text: string;
  citations: readonly Citation[];
  offersPerson: boolean;
  replies?: readonly string[];
  card?: ToolCard;
};

export type Decision = { act: "reply"; reply: Reply } | { act: "handoff"; reason: HandoffReason; text: string };

/** After so many turns in a row without an answer, the next one goes to a person without asking. */
const patience = 2;

export function decide(found: TurnFindings, standing: Standing): Decision {
  const consent = standing.offered ? consentIn(found.text) : null;
  const disposition = found.routed?.disposition ?? "answer";
  if (disposition === "asked_for_person") return toPerson("asked_for_person", standing);
  if (consent === "yes") return toPerson("accepted_offer", standing);
  if (consent === "no") return reply("courtesy", words(standing).declined);
  if (disposition === "courtesy") return courteous(found.routed, standing);
  if (disposition === "complaint") return toPerson("complaint", standing);
  if (found.resolution?.answered) return answer(found.resolution);
  if (found.resolution === null) return toPerson("turn_failed", standing);
  return withoutAnswer(found, standing);
}

/** Whoever asks who is speaking may take the person that the answer offers, unless one is on the way already. */
function courteous(routed: Routed | null, standing: Standing): Decision {
  const { state, assistant } = standing;
  const smallTalk = routed?.smallTalk ?? "greeting";
  if (smallTalk !== "identity") return reply("courtesy", words(standing).courtesy[smallTalk]);
  const asked = routed?.language ?? "und";
  const say = languages.includes(asked) ? phrasesIn(asked) : words(standing);
  const offersPerson = state === "ai";
  const replies = offersPerson ? [say.noThanks] : [];
  return { act: "reply", reply: { kind: "courtesy", text: say.identity(assistant), citations: [], offersPerson, replies } };
}

function withoutAnswer(found: TurnFindings, standing: Standing): Decision {
  const say = words(standing);
  if (standing.state === "waiting") return reply("notice", say.addedToTicket(standing.ticket));
  if (standing.unansweredInRow >= patience) return toPerson("unanswered", standing);
  const near = nearestArticles(found.findings);
  const offer = { offersPerson: true, citations: near };
  if (near.length === 0) return { act: "reply", reply: { kind: "offer", text: say.notCovered, replies: [say.noThanks], ...offer } };
  const titles = near.map((citation) => citation.title);
  return { act: "reply", reply: { kind: "question", text: nearMisses(titles, say), replies: [...titles, say.noThanks], ...offer } };
}

/** Whoever already waits for a person is told so, instead of being given a second ticket. */
const toPerson = (reason: HandoffReason, standing: Standing): Decision =>
  standing.state === "waiting"
    ? reply("notice", words(standing).alreadyWaiting(standing.ticket))
    : { act: "handoff", reason, text: words(standing).handoff[reason] };

const words = ({ language = "en" }: Standing): Phrases => phrasesIn(language);

/** @param titles in the order of their citation marks. */
const nearMisses = (titles: readonly string[], { nearMisses: { before, after } }: Phrases): string =>
  [before, ...titles.map((title, i) => `- ${title} [${i + 1}]`), after].join("\n");

const reply = (kind: AnswerKind, text: string): Decision => ({ act: "reply", reply: { kind, text, citations: [], offersPerson: false } });

function answer({ kind = "answer", text, citations, card }: Resolution): Decision {
  return { act: "reply", reply: { kind, text, citations, offersPerson: kind === "offer", ...(card ? { card } : {}) } };
}

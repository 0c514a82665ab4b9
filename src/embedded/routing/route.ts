/**
 * The default router: where a message goes at a company that the engine has never seen. A linear model trained on broad examples reads the
 * words together with what the lexicons found; beside the intent it says whether a person is wanted, in which language and mood, and how
 * urgent it is. Pure and fast; it never refuses a message.
 */

import type { IntentModel } from "#embedded/intents/model";
import { predictIntents, type IntentPrediction, type RankedIntent } from "#embedded/intents/predict";
import { asksWhoIsSpeaking } from "./identity-question.ts";
import { detectLanguage } from "./language.ts";
import { lexiconHints } from "./lexicon.ts";
import { sentimentOf, urgencyOf } from "./mood.ts";
import { smallTalkOf, type SmallTalk } from "./small-talk.ts";
import { type WishForPerson, wantsPerson } from "./wish-for-person.ts";

export type Routing = {
  /** Best label: billing, technical, escalation or general with the shipped examples. */
  intent: string;
  /** Calibrated probability that `intent` is right, [0, 1]. */
  confidence: number;
  /** Every label, best first. */
  ranked: RankedIntent[];
  /** What the message asks for, in the order of asking. */
  intents: RankedIntent[];
  wantsPerson: WishForPerson;
  /** From −1 (furious) to 1 (delighted). */
  sentiment: number;
  /** From 0 to 1 (danger, or a deadline within hours). */
  urgency: number;
  /** BCP 47 primary tag; "und" when the message does not show it. */
  language: string;
  /** Set when the message is nothing but a greeting, thanks, a goodbye or the question who is speaking. */
  smallTalk: SmallTalk | "identity" | null;
};

/** Routes a message. `history`: the customer's earlier messages, oldest first; they settle the language of a short reply. */
export function routeMessage(model: IntentModel, text: string, history: readonly string[] = []): Routing {
  const [escalation] = model.handoff;
  const asked = wantsPerson(text);
  const hints = lexiconHints(text, asked);
  // The whole message has been read; only its clauses are still to be.
  const learned = predictIntents(model, text, (part) => (part === text ? hints : lexiconHints(part)));
  const prediction = escalation === undefined ? learned : weigh(learned, escalation, hints);
  const wish = wishOf(asked, learned, escalation);
  const { ranked, intents } = escalation !== undefined && wish.wanted ? withWish(prediction, escalation, wish.score) : prediction;
  const [best] = ranked;
  const asksWho = asksWhoIsSpeaking(text);
  return {
    intent: best?.label ?? "general",
    confidence: best?.confidence ?? 0,
    ranked,
    intents,
    wantsPerson: wish,
    sentiment: sentimentOf(text),
    urgency: urgencyOf(text),
    language: asksWho ?? detectLanguage([text, ...history.toReversed()]),
    smallTalk: asksWho === null ? smallTalkOf(text) : "identity",
  };
}

/**
 * Our examples hold as many escalations as anything else, a desk sees few: its odds are lowered accordingly, and further where nothing in
 * the message speaks of a person, a complaint or anger.
 */
const USUAL_ODDS = 0.35;
const UNFOUNDED_ODDS = 0.3;
const GROUNDS = new Set(["complaint", "legal", "anger", "ignored", "person_word", "talk", "=person"]);

type Ranking = Pick<IntentPrediction, "ranked" | "intents">;

function weigh({ ranked, intents }: Ranking, escalation: string, hints: readonly string[]): Ranking {
  const odds = USUAL_ODDS * (hints.some((hint) => GROUNDS.has(hint)) ? 1 : UNFOUNDED_ODDS);
  const weighed = ranked.map((one) => ({ ...one, confidence: one.confidence * (one.label === escalation ? odds : 1) }));
  const sum = weighed.reduce((total, one) => total + one.confidence, 0) || 1;
  const again = weighed
    .map((one) => ({ ...one, confidence: one.confidence / sum }))
    .sort((one, other) => other.confidence - one.confidence);
  const [best] = again;
  const others = intents.slice(1).filter((one) => one.label !== best?.label && one.label !== escalation);
  return { ranked: again, intents: best === undefined ? [] : [best, ...others] };
}

/** How far the learned escalation may raise the score of a message that shows no wish: never to one. */
const LEARNED_SHARE = 0.4;

function wishOf(wish: WishForPerson, { ranked }: Ranking, escalation: string | undefined): WishForPerson {
  const learned = ranked.find((one) => one.label === escalation)?.confidence ?? 0;
  return {
    ...wish,
    score: wish.wanted ? wish.score + (1 - wish.score) * learned * 0.5 : wish.score + learned * LEARNED_SHARE * (wish.isDeclined ? 0 : 1),
  };
}

/** Puts escalation first: an explicit wish for a person outranks whatever else the message is about. */
function withWish({ ranked, intents }: Ranking, escalation: string, score: number): Ranking {
  const learned = ranked.find((one) => one.label === escalation);
  if (learned === undefined) return { ranked, intents };
  const wish = { label: escalation, confidence: Math.max(score, learned.confidence) };
  const rest = (1 - wish.confidence) / Math.max(1e-9, 1 - learned.confidence);
  const others = ranked.filter((one) => one !== learned).map((one) => ({ ...one, confidence: one.confidence * rest }));
  return { ranked: [wish, ...others], intents: [wish, ...intents.filter((one) => one.label !== escalation)] };
}

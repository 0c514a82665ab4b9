/**
 * Mood and urgency of a message, from words, emoji, shouting and exclamation marks. Rough by design: it orders a queue and picks a tone,
 * it decides nothing alone.
 */

import { tokenise } from "#embedded/intents/normalise";
import { DOWN, INTENSIFIERS, NEGATORS, UP, URGENT, URGENT_PHRASE, VERY_DOWN, VERY_UP } from "./mood-words.ts";

/** Words back to which a negator reaches. */
const NEGATOR_REACH = 3;

/** Above how much of capital letters a message counts as shouted, and from how many letters on. */
const SHOUTED = { share: 0.7, letters: 8 };

/** From −1 (furious) to 1 (delighted); 0 for a plain message. */
export function sentimentOf(text: string): number {
  const tokens = tokenise(text);
  let sum = 0;
  tokens.forEach((token, at) => {
    const worth = worthOf(token);
    if (worth === 0) return;
    const before = tokens.slice(Math.max(0, at - NEGATOR_REACH), at);
    const isNegated = before.some((word) => NEGATORS.has(word));
    const isIntense = before.some((word) => INTENSIFIERS.has(word));
    sum += worth * (isNegated ? -0.6 : 1) * (isIntense ? 1.4 : 1);
  });
  const heat = 1 + (isShouted(text) ? 0.4 : 0) + Math.min(0.4, countOf(text, "!") * 0.1);
  const mood = isShouted(text) && sum === 0 ? -0.4 : sum * heat;
  return round(Math.tanh(mood / 2));
}

/** From 0 (whenever) to 1 (danger or a deadline within hours). */
export function urgencyOf(text: string): number {
  const tokens = tokenise(text);
  const plain = tokens.join(" ");
  const words = tokens.filter((token) => URGENT.has(token)).length;
  const phrase = URGENT_PHRASE.test(plain) ? 1.2 : 0;
  const heat = (isShouted(text) ? 0.4 : 0) + Math.min(0.4, countOf(text, "!") * 0.1);
  return round(1 - Math.exp(-(words * 0.9 + phrase + heat)));
}

function worthOf(token: string): number {
  if (VERY_DOWN.has(token)) return -2;
  if (DOWN.has(token)) return -1;
  if (VERY_UP.has(token)) return 2;
  return UP.has(token) ? 1 : 0;
}

function isShouted(text: string): boolean {
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= SHOUTED.letters && upper / letters >= SHOUTED.share;
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

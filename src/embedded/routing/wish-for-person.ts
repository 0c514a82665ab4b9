/**
 * Does the customer want a person? An explicit wish is always caught, in the words that people use; "no need for a human" is not one, and
 * "I don't want to talk to a bot" is. Read clause by clause, so that "don't transfer me. Just tell me the fee" and "I don't want an article,
 * get me your manager" come out right. Anger alone is no wish: it only raises the score a little.
 */

import { tokenise } from "#embedded/intents/normalise";
import { mendPersonWords } from "./mend-person-words.ts";
import { UNSPACED, WISH_PHRASES, type WishPhrases } from "./wish-phrases.ts";

/** `score`: how surely a person is wanted, [0, 1]; `wanted` from 0.5 on. */
export type WishForPerson = {
  wanted: boolean;
  score: number;
  /** A person was mentioned and turned down: "no need for a human". */
  isDeclined: boolean;
};

const EXPLICIT = 0.97;
const REFUSED_MACHINE = 0.93;
const HINTED = 0.2;
const DECLINED = 0.02;
const NOTHING = 0.05;
const WANTED_FROM = 0.5;

/** Clauses end at punctuation, and where a contrast begins. */
const CLAUSE_END = /[.!?;,:\n()。！？、，]+|\s[-–—]\s|\b(?:but|just|only|aber|sondern|nur|pero|sino|solo|mais|juste)\b/iu;

/** Judges a message of at most 4,000 characters (what follows is not read). */
export function wantsPerson(text: string): WishForPerson {
  const read = text.slice(0, 4_000);
  if (UNSPACED.declines.test(read)) return { wanted: false, score: DECLINED, isDeclined: true };
  const clauses = read.split(CLAUSE_END).flatMap(toPlain);
  const scores = clauses.map(judge);
  if (UNSPACED.asks.test(read)) scores.push(EXPLICIT);
  const score = scores.length === 0 ? NOTHING : Math.max(...scores);
  const wanted = score >= WANTED_FROM;
  return { wanted, score, isDeclined: !wanted && scores.includes(DECLINED) };
}

/** Words of a clause that are judged at once, and how many of them the next window repeats: an endless clause must not cost endless time. */
const WINDOW = { words: 40, overlap: 12 };

/** The clause in normal form, in windows; none when it has no word. */
function toPlain(clause: string): string[] {
  const words = mendPersonWords(tokenise(clause).filter((token) => /[\p{L}\p{N}]/u.test(token)));
  const windows: string[] = [];
  for (let from = 0; from < words.length; from += WINDOW.words - WINDOW.overlap) {
    windows.push(words.slice(from, from + WINDOW.words).join(" "));
    if (from + WINDOW.words >= words.length) break;
  }
  return windows;
}

function judge(clause: string): number {
  const says = (kind: keyof WishPhrases): boolean => WISH_PHRASES.some((phrases) => phrases[kind].some((phrase) => phrase.test(clause)));
  if (says("refusesMachine")) return REFUSED_MACHINE;
  if (says("declines")) return DECLINED;
  if (says("asks")) return EXPLICIT;
  return says("hints") ? HINTED : NOTHING;
}

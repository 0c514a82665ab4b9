/**
 * Cuts a message into hashed features: words and pairs of words (what is said), pieces of words (robust to typos and endings), and hints
 * (facts that the caller knows, such as "a word of the billing lexicon"). Hashing needs no vocabulary, so any language and any taxonomy work.
 */

import { tokenise } from "./normalise.ts";

/** Buckets of the three kinds; a feature's number says its kind by the range that it falls into. */
const WORD_BUCKETS = 1 << 18;
const PIECE_BUCKETS = 1 << 18;
const HINT_BUCKETS = 1 << 12;
export const FIRST_PIECE = WORD_BUCKETS;
export const FIRST_HINT = WORD_BUCKETS + PIECE_BUCKETS;
export const FEATURE_SPACE = FIRST_HINT + HINT_BUCKETS;

/** Lengths of pieces of words, with the word's borders as characters (UTF-16 units). */
const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;

/** Longer words are cut here: nobody types them, and a wall of letters must not cost time. */
const WORD_LIMIT = 40;

/** Features of one message: `ids` ascending and unique, below `FEATURE_SPACE`; `counts` beside them, at least 1. */
export type FeatureCounts = { ids: Uint32Array; counts: Float32Array };

/** Extracts the features of a message. `hints` are names that the caller chooses; the same names must be used in training. */
export function extractFeatures(text: string, hints: readonly string[] = []): FeatureCounts {
  const tokens = tokenise(text);
  const found: number[] = [];
  let before = "^";
  for (const token of tokens) {
    const word = token.length > WORD_LIMIT ? token.slice(0, WORD_LIMIT) : token;
    found.push(hash(word, 1) % WORD_BUCKETS, hash(`${before} ${word}`, 2) % WORD_BUCKETS);
    addPieces(word, found);
    before = word;
  }
  for (const hint of hints) found.push(FIRST_HINT + (hash(hint, 3) % HINT_BUCKETS));
  return count(found);
}

function addPieces(word: string, found: number[]): void {
  const bounded = ` ${word} `;
  for (let start = 0; start < bounded.length - 1; start += 1) {
    let state = OFFSET ^ 7;
    const end = Math.min(bounded.length, start + LONGEST_PIECE);
    for (let at = start; at < end; at += 1) {
      state = Math.imul(state ^ bounded.charCodeAt(at), PRIME);
      if (at - start + 1 >= SHORTEST_PIECE) found.push(FIRST_PIECE + (mix(state) % PIECE_BUCKETS));
    }
  }
}

function count(found: number[]): FeatureCounts {
  const sorted = Uint32Array.from(found).sort();
  const ids = new Uint32Array(sorted.length);
  const counts = new Float32Array(sorted.length);
  let used = -1;
  for (const id of sorted) {
    if (used < 0 || ids[used] !== id) ids[(used += 1)] = id;
    counts[used] = (counts[used] ?? 0) + 1;
  }
  return { ids: ids.slice(0, used + 1), counts: counts.slice(0, used + 1) };
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, with the finaliser of MurmurHash3 so that the low bits are good. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

function hash(text: string, seed: number): number {
  let state = OFFSET ^ seed;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), PRIME);
  return mix(state);
}

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

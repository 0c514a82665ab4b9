/**
 * Cuts a message into hashed features of four kinds: words with their neighbours (what is said), pieces of words (robust to typos and
 * endings), concepts (what is meant, for common English words), and hints (facts that the caller knows, such as "a word of the billing
 * lexicon"). Hashing needs no vocabulary, so any language and any taxonomy work.
 */

import { conceptsOf } from "./concepts.ts";
import { isFunctionWord } from "./function-words.ts";
import { tokenise } from "./normalise.ts";
import { stem } from "./stem.ts";

/** Buckets of each kind; a feature's number says its kind by the range that it falls into. */
const BUCKETS = { word: 1 << 18, piece: 1 << 18, concept: 1 << 14, hint: 1 << 12 };
const FIRST = { word: 0, piece: BUCKETS.word, concept: BUCKETS.word + BUCKETS.piece, hint: BUCKETS.word + BUCKETS.piece + BUCKETS.concept };
export const FEATURE_SPACE = FIRST.hint + BUCKETS.hint;

export type FeatureKind = keyof typeof BUCKETS;

/** Lengths of pieces of words, with the word's borders as characters (UTF-16 units). */
const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;

/** Longer words are cut here: nobody types them, and a wall of letters must not cost time. */
const WORD_LIMIT = 40;

/** Content words up to this far apart make a pair, in whatever order; concepts of one message do at any distance, up to this many. */
const PAIR_REACH = 3;
const MOST_CONCEPTS = 24;

/** Features of one message: `ids` ascending and unique, below `FEATURE_SPACE`; `counts` beside them, at least 1. */
export type FeatureCounts = { ids: Uint32Array; counts: Float32Array };

/** The kind that a feature's number belongs to. */
export function kindOf(id: number): FeatureKind {
  if (id < FIRST.piece) return "word";
  if (id < FIRST.concept) return "piece";
  return id < FIRST.hint ? "concept" : "hint";
}

/** Extracts the features of a message. `hints` are names that the caller chooses; the same names must be used in training. */
export function extractFeatures(text: string, hints: readonly string[] = []): FeatureCounts {
  const words = tokenise(text).map((token) => (token.length > WORD_LIMIT ? token.slice(0, WORD_LIMIT) : token));
  const found: number[] = [];
  words.forEach((word, at) => {
    found.push(bucket("word", word, 1), bucket("word", `${words[at - 1] ?? "^"} ${word}`, 2));
    addPieces(word, found);
  });
  const content = words.filter((word) => !isFunctionWord(word)).map(stem);
  addPairs(content, PAIR_REACH, "word", found);
  const concepts = words.flatMap(conceptsOf).slice(0, MOST_CONCEPTS);
  for (const concept of concepts) found.push(bucket("concept", concept, 4));
  addPairs(concepts, MOST_CONCEPTS, "concept", found);
  for (const hint of hints) found.push(bucket("hint", hint, 5));
  return count(found);
}

/** Unordered pairs of different names that stand at most `reach` apart. */
function addPairs(names: readonly string[], reach: number, kind: FeatureKind, found: number[]): void {
  names.forEach((name, at) => {
    for (const other of names.slice(at + 1, at + 1 + reach)) {
      if (name !== other) found.push(bucket(kind, name < other ? `${name}~${other}` : `${other}~${name}`, 3));
    }
  });
}

function addPieces(word: string, found: number[]): void {
  const bounded = ` ${word} `;
  for (let start = 0; start < bounded.length - 1; start += 1) {
    let state = OFFSET;
    const end = Math.min(bounded.length, start + LONGEST_PIECE);
    for (let at = start; at < end; at += 1) {
      state = Math.imul(state ^ bounded.charCodeAt(at), PRIME);
      if (at - start + 1 >= SHORTEST_PIECE) found.push(FIRST.piece + (mix(state) % BUCKETS.piece));
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

/** `seed` keeps features of one kind apart that are spelled alike, such as a word and a pair. */
function bucket(kind: FeatureKind, text: string, seed: number): number {
  let state = OFFSET ^ seed;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), PRIME);
  return FIRST[kind] + (mix(state) % BUCKETS[kind]);
}

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

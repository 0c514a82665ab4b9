/**
 * Turns feature counts into a vector: sublinear counts, damped rarity, and each kind of feature scaled to its own share, so that a long
 * message weighs what a short one does. Training and serving use this very file and the same quantised weights, so they can't drift apart.
 */

import { FEATURE_SPACE, kindOf, type FeatureCounts, type FeatureKind } from "./features.ts";

/** Rarity is damped by this power: with few examples, document frequencies are noise. */
const RARITY_POWER = 0.5;

/** Euclidean length of each kind's part of a vector. */
const SHARE: Readonly<Record<FeatureKind, number>> = { word: 1, piece: 1, concept: 0.7, hint: 0.7 };

/** The features that training has seen. */
export type Vocabulary = {
  /** Feature ids, ascending. A feature's place here is its column. */
  ids: Uint32Array;
  /** Rarity of each, as a share of `unseen` in 255ths. */
  rarity: Uint8Array;
  /** Rarity of a feature that training has never seen. */
  unseen: number;
};

/** A message as the classifier sees it. */
export type Vector = {
  columns: Int32Array;
  values: Float32Array;
  /** Share of the message's words (by rarity) that training has seen, [0, 1]; 0 for an empty message. */
  known: number;
};

/** Collects what the examples contain. */
export function buildVocabulary(documents: readonly FeatureCounts[]): Vocabulary {
  const frequency = new Int32Array(FEATURE_SPACE);
  for (const document of documents) for (const id of document.ids) frequency[id]! += 1; // id < FEATURE_SPACE
  const ids: number[] = [];
  for (let id = 0; id < FEATURE_SPACE; id += 1) if (frequency[id]! > 0) ids.push(id);
  const rarityOf = (seen: number): number => (Math.log((1 + documents.length) / (1 + seen)) + 1) ** RARITY_POWER;
  const unseen = rarityOf(0);
  return {
    ids: Uint32Array.from(ids),
    rarity: Uint8Array.from(ids, (id) => Math.max(1, Math.round((rarityOf(frequency[id]!) / unseen) * 255))),
    unseen,
  };
}

/** The vector of a message over a vocabulary. Unseen features have no column but count in the lengths: a strange message scores low. */
export function vectorise(vocabulary: Vocabulary, { ids, counts }: FeatureCounts): Vector {
  const columns = new Int32Array(ids.length);
  const values = new Float32Array(ids.length);
  const squares = { word: 0, piece: 0, concept: 0, hint: 0 };
  let used = 0;
  let knownSquares = 0;
  let from = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at]!; // at < ids.length, also below
    const column = find(vocabulary.ids, id, from);
    const seen = vocabulary.ids[column] === id;
    const rarity = seen ? (vocabulary.rarity[column]! / 255) * vocabulary.unseen : vocabulary.unseen;
    const value = (1 + Math.log(counts[at]!)) * rarity;
    const kind = kindOf(id);
    squares[kind] += value * value;
    from = column;
    if (!seen) continue;
    if (kind === "word") knownSquares += value * value;
    columns[used] = column;
    values[used] = value;
    used += 1;
  }
  const scale = {
    word: scaleOf("word", squares),
    piece: scaleOf("piece", squares),
    concept: scaleOf("concept", squares),
    hint: scaleOf("hint", squares),
  };
  for (let at = 0; at < used; at += 1) values[at]! *= scale[kindOf(vocabulary.ids[columns[at]!]!)];
  return {
    columns: columns.slice(0, used),
    values: values.slice(0, used),
    known: squares.word === 0 ? 0 : knownSquares / squares.word,
  };
}

function scaleOf(kind: FeatureKind, squares: Record<FeatureKind, number>): number {
  return squares[kind] === 0 ? 0 : SHARE[kind] / Math.sqrt(squares[kind]);
}

/** First place from `start` on whose id is not below the wanted one. */
function find(ids: Uint32Array, wanted: number, start: number): number {
  let low = start;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

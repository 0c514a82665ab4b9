/**
 * Vectors of sections: where they are kept and searched, and what is known of the work on them. A vector's id says of which section of which version it is, so that nobody has to
 * believe an index that is behind. Methods throw when the store does not answer.
 */
import type { VectorProgress } from "#contracts/vectors";

export type SectionVector = { id: string; article: string; section: string; values: readonly number[] };

/** `score`: cosine, [-1, 1]. */
export type VectorMatch = { id: string; score: number };

export interface VectorIndex {
  /** Puts each in the place of what has its id. May be found some seconds later only. */
  upsert(vectors: readonly SectionVector[]): Promise<void>;
  /** Unknown ids are passed over. */
  remove(ids: readonly string[]): Promise<void>;
  /** For each query the nearest vectors, best first; some may be of sections that are gone. */
  nearest(queries: readonly (readonly number[])[], limit: number): Promise<VectorMatch[][]>;
}

/** A section that has no vector yet, with the text to make it of. */
export type MissingVector = { id: string; article: string; section: string; text: string };

/** The books of the work: what is missing and what is left over, by comparison with the articles in force. */
export interface VectorBooks {
  missing(articles: readonly string[]): Promise<MissingVector[]>;
  /** Ids of vectors whose section is gone. */
  leftOver(articles: readonly string[]): Promise<string[]>;
  /** Notes that the vectors are in the index; what failed before is forgotten. */
  made(vectors: readonly SectionVector[]): Promise<void>;
  removed(ids: readonly string[]): Promise<void>;
  /** Notes that an article was given up. */
  gaveUp(article: string): Promise<void>;
  /** Every article with something to do. */
  unfinished(): Promise<string[]>;
  progress(): Promise<VectorProgress>;
}

/** Word to the workers that an article may need other vectors. Rejects when the queue does not take it. */
export interface ArticleQueue {
  send(articles: readonly string[]): Promise<void>;
}

export interface Embedder {
  /** One vector for each text, in order. Rejects with `ModelFailure` when not all could be had. */
  embed(texts: readonly string[]): Promise<number[][]>;
}

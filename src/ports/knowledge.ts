/** Search over the help articles, for the knowledge agent and for the operator. */
import type { ModelCall } from "#contracts/model-calls";
import type { Passage } from "#domain/knowledge";

export type SearchOptions = {
  /** Most passages to return, at least 1. */
  limit: number;
  /** Most sections of one article among them; 1 unless told. More than one helps whoever must find the sentence that answers. */
  perArticle?: number | undefined;
  signal?: AbortSignal | undefined;
  /** See every change that was stored before the call, at the price of a wait for the store. Without it a search may be some seconds behind. */
  fresh?: boolean | undefined;
};

export type Findings = {
  /** Best first, at most `limit`; sections of one article are folded as the engine sees fit. */
  passages: Passage[];
  /** How sure the engine is that the passages answer the question, [0, 1]. */
  answerability: number;
  /** Below this answerability the desk says that it does not know, [0, 1]. */
  threshold: number;
  /** Of the knowledge that was searched; see `KnowledgeExtent`. */
  revision: number;
  /** What was searched: the index in this isolate's memory, or the store's full-text index. */
  source: "isolate" | "d1";
  /** Cosine of the section that is nearest in meaning, [-1, 1]; absent where vectors were not searched. */
  nearness?: number | undefined;
  /** It is near enough for a model to read it although it shares few words with the question. */
  near?: boolean | undefined;
};

export interface Knowledge {
  /** Any text is a question, and one without a word to look for finds nothing. Throws when nothing can be searched, or with the signal's reason. */
  search(question: string, options: SearchOptions): Promise<Findings>;
  /** Loads what the next search would wait for. Never rejects. */
  prepare(): Promise<void>;
}

/** Search by words and by meaning at once. */
export interface SemanticKnowledge {
  /**
   * Throws `ModelFailure` when the vectors could not be had in time, so that the caller searches by words alone, and with the signal's reason.
   * @param record told once for each call of a model, refused ones included.
   */
  search(question: string, options: SearchOptions, record: (call: ModelCall) => void): Promise<Findings>;
}

/**
 * Search as the desk does it: in the isolate's index when there is one, in the store's full-text index otherwise. A question is answered
 * on both rungs by the same engine, so that a customer notices no more than the time.
 */
import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import type { Findings, Knowledge, SearchOptions } from "#ports/knowledge";
import type { IsolateIndex } from "./isolate-index.ts";

export class LadderedKnowledge implements Knowledge {
  private readonly isolate: IsolateIndex;
  private readonly fallback: Knowledge;

  constructor({ isolate, fallback }: { isolate: IsolateIndex; fallback: Knowledge }) {
    this.isolate = isolate;
    this.fallback = fallback;
  }

  async prepare(): Promise<void> {
    await this.isolate.current();
  }

  async search(question: string, options: SearchOptions): Promise<Findings> {
    const held = await this.isolate.current(options);
    if (held.kind !== "index") return this.fallback.search(question, options);
    const passages = searchSections(held.index, question, { limit: options.limit, perArticle: options.perArticle ?? 1 });
    return {
      passages,
      answerability: answerability(held.index, question, passages),
      threshold: ANSWERABLE_FROM,
      revision: held.revision,
      source: "isolate",
    };
  }
}

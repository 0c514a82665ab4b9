/** Knowledge over any ArticleStore with no cache between: each search indexes what is stored at that moment. For a handful of articles. */
import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import { buildSectionIndex } from "#embedded/retrieval/section-index";
import type { ArticleStore, StoredSection } from "#ports/articles";
import type { Findings, Knowledge, SearchOptions } from "#ports/knowledge";

export class MemoryKnowledge implements Knowledge {
  private readonly store: ArticleStore;

  constructor(store: ArticleStore) {
    this.store = store;
  }

  async prepare(): Promise<void> {}

  async search(question: string, { limit, signal }: SearchOptions): Promise<Findings> {
    signal?.throwIfAborted();
    const { revision } = await this.store.extent();
    const sections: StoredSection[] = [];
    for await (const page of this.store.allSections()) sections.push(...page);
    const index = buildSectionIndex(sections);
    const passages = searchSections(index, question, { limit });
    const sure = answerability(index, question, passages);
    return { passages, answerability: sure, threshold: ANSWERABLE_FROM, revision, source: "isolate" };
  }
}

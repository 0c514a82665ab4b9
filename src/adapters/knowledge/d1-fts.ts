/**
 * Search through the full-text index in D1: for an isolate that has no index of its own yet, and for a desk whose articles do not fit into
 * an isolate's memory. FTS5 proposes sections; the engine that also serves the isolate's index ranks them and says what they cover. One
 * round trip a question.
 */
import { z } from "zod";
import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import { buildSectionIndex } from "#embedded/retrieval/section-index";
import type { Findings, Knowledge, SearchOptions } from "#ports/knowledge";
import { fullTextQuery, type Synonyms } from "./full-text-query.ts";
import { SectionRow } from "./rows.ts";

/** Sections that FTS5 proposes; more would not be read by anyone and cost a customer's time. */
const CANDIDATES = 40;

/** bm25() weights of title, heading, text, summary and tags; better matches are more negative (sqlite.org/fts5.html, "The bm25() function"). */
const PROPOSE = `
  SELECT sections.* FROM sections_fts JOIN sections ON sections.id = sections_fts.rowid
  WHERE sections_fts MATCH ?1 ORDER BY bm25(sections_fts, 3.0, 2.0, 1.0, 2.0, 2.0) LIMIT ?2`;

const REVISION = "SELECT revision FROM knowledge_revision";

export class FullTextKnowledge implements Knowledge {
  private readonly database: D1Database;
  private readonly synonyms: Synonyms;

  constructor({ database, synonyms = [] }: { database: D1Database; synonyms?: Synonyms }) {
    this.database = database;
    this.synonyms = synonyms;
  }

  /** A database has nothing to load. */
  async prepare(): Promise<void> {}

  /** Always fresh. D1 cannot be cancelled: an aborted search is given up when its round trip ends. */
  async search(question: string, { limit, perArticle = 1, signal }: SearchOptions): Promise<Findings> {
    signal?.throwIfAborted();
    const query = fullTextQuery(question, this.synonyms);
    const revision = this.database.prepare(REVISION);
    // An empty phrase matches nothing (sqlite.org/fts5.html, "FTS5 Phrases"), and is still a query whose answer carries a revision.
    const propose = this.database.prepare(PROPOSE).bind(query ?? '""', CANDIDATES);
    const [revisions, proposed] = await this.database.batch([revision, propose]);
    signal?.throwIfAborted();
    const index = buildSectionIndex(z.array(SectionRow).parse(proposed?.results), { synonyms: this.synonyms });
    const passages = searchSections(index, question, { limit, perArticle });
    return {
      passages,
      answerability: answerability(index, question, passages),
      threshold: ANSWERABLE_FROM,
      revision: z.array(z.object({ revision: z.int() })).parse(revisions?.results)[0]?.revision ?? 0,
      source: "d1",
    };
  }
}

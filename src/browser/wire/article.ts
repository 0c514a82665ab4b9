/** A help article as the desk hands it out to anybody: `GET /v1/articles/:id`. */
import type { Article as StoredArticle } from "#contracts/articles";
import { type Demanded, type Guarded, list, record, text } from "./guards.ts";
import { callDesk, type Outcome } from "./http.ts";

/** Plain text of a section: blocks apart by a blank line, list items as lines that begin with "- " or "1. ". */
const section = record({ section: text, heading: text, text });
export type ArticleSection = Guarded<typeof section>;

const stored = record({ id: text, title: text, summary: text, body: text, version: text });
type Stored = Demanded<Guarded<typeof stored>, StoredArticle>;
export type Article = Stored & { sections: ArticleSection[] };

const isArticle = record<Article>({ id: text, title: text, summary: text, body: text, version: text, sections: list(section) });

/** `desk`: origin of the desk. */
export const fetchArticle = (desk: string, id: string): Promise<Outcome<Article>> =>
  callDesk(new URL(`/v1/articles/${encodeURIComponent(id)}`, desk), isArticle);

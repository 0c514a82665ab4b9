/** Help articles: front matter, HTTP bodies, and what an import answers. */
import { z } from "zod";

export const ArticleIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "lower-case letters, digits and '-', at most 100 characters");

/** Text that can be stored and read back to the letter. */
const words = z.string().refine((text) => text.isWellFormed(), "not well-formed Unicode: it has half of a surrogate pair");

/** The YAML at the head of an article's Markdown file. */
export const FrontMatterSchema = z.strictObject({
  id: ArticleIdSchema,
  title: words.trim().min(1).max(200),
  summary: words.trim().max(500).default(""),
  tags: z.array(words.trim().min(1).max(50)).max(20).default([]),
  updated: z.iso.date().optional(),
});

/** An article as it is written: front matter and Markdown body. */
export const ArticleDraftSchema = FrontMatterSchema.extend({ body: words.trim().min(1).max(200_000) });
export type ArticleDraft = z.infer<typeof ArticleDraftSchema>;

/** An article as it is stored. */
export const ArticleSchema = ArticleDraftSchema.extend({
  version: z.string().describe("SHA-256 of the draft's canonical JSON, first 16 hexadecimal digits"),
  storedAt: z.iso.datetime(),
});
export type Article = z.infer<typeof ArticleSchema>;

/** An article as anyone may read it: with its sections, so that a citation can open at its passage. */
export const ArticleViewSchema = ArticleSchema.extend({
  sections: z.array(z.object({ section: z.string().describe("anchor"), heading: z.string(), text: z.string() })),
});

/** An article to store under the id of its path. */
export const ArticlePutSchema = ArticleDraftSchema.partial({ id: true });

export const ArticleSummarySchema = ArticleSchema.pick({ id: true, title: true, tags: true, version: true, storedAt: true });
export type ArticleSummary = z.infer<typeof ArticleSummarySchema>;
export const ArticleListSchema = z.object({ articles: z.array(ArticleSummarySchema) });

export const ArticleImportSchema = z.strictObject({
  articles: z.array(ArticleDraftSchema).max(500).refine(haveOneIdEach, "two articles have the same id"),
  remove: z.array(ArticleIdSchema).max(5000).default([]).describe("ids to delete in the same change"),
  dryRun: z.boolean().default(false),
});

function haveOneIdEach(articles: readonly ArticleDraft[]): boolean {
  return new Set(articles.map(({ id }) => id)).size === articles.length;
}

export const ArticleImportReportSchema = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  unchanged: z.int(),
  removed: z.array(z.string()),
  dryRun: z.boolean(),
  warnings: z
    .array(z.object({ article: z.string(), reasons: z.array(z.string()).describe("signs that were seen, strongest first") }))
    .describe("added or changed articles that look like they carry instructions to the assistant; a person should read them"),
});
export type ArticleImportReport = z.infer<typeof ArticleImportReportSchema>;

export const PassageSchema = z.object({
  article: z.string(),
  version: z.string(),
  section: z.string(),
  title: z.string(),
  heading: z.string(),
  text: z.string(),
  score: z.number(),
  coverage: z.number().min(0).max(1),
});

export const SearchQuerySchema = z.object({
  q: z.string().trim().min(1).max(1000),
  limit: z.coerce.number().int().min(1).max(50).default(5),
});
export const SearchAnswerSchema = z.object({
  passages: z.array(PassageSchema),
  answerability: z.number().min(0).max(1).describe("how sure the engine is that the passages answer the question"),
  threshold: z.number().describe("below it the desk says that it does not know"),
  nearness: z.number().optional().describe("cosine of the section that is nearest in meaning, where vectors were searched"),
  rung: z.enum(["embedded", "model"]).describe("embedded: by words alone; model: by words and by meaning"),
  tookMs: z.number(),
});

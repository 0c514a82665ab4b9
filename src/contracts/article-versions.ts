/** What an article said before. */
import { z } from "zod";
import { ArticleDraftSchema } from "#contracts/articles";

export const ArticleVersionSchema = z.object({
  n: z.int().describe("place in the desk's history; rises with every change of any article"),
  version: z.string(),
  title: z.string(),
  storedAt: z.string(),
  characters: z.int(),
  removed: z.boolean().describe("the article was removed then"),
  inForce: z.boolean(),
});
export type ArticleVersion = z.infer<typeof ArticleVersionSchema>;
export const ArticleVersionListSchema = z.object({ versions: z.array(ArticleVersionSchema) });

export const OldArticleSchema = ArticleDraftSchema.extend({ n: z.int(), version: z.string(), storedAt: z.string() });
export type OldArticle = z.infer<typeof OldArticleSchema>;

/** Rows of migrations/0001_knowledge.sql as they are read, and the packing of many rows into few bound values as they are written. */
import { z } from "zod";
import { ArticleSchema, ArticleSummarySchema } from "#contracts/articles";
import type { StoredSection } from "#ports/articles";

export const TagsColumn = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.string()));

export const ArticleSummaryRow = z
  .object({ id: z.string(), title: z.string(), tags: TagsColumn, version: z.string(), stored_at: z.string() })
  .transform(({ stored_at: storedAt, ...row }): unknown => ({ ...row, storedAt }))
  .pipe(ArticleSummarySchema);

export const ArticleRow = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    tags: TagsColumn,
    body: z.string(),
    version: z.string(),
    updated: z.string().nullable(),
    stored_at: z.string(),
  })
  .transform(({ stored_at: storedAt, updated, ...row }): unknown => ({ ...row, storedAt, ...(updated === null ? {} : { updated }) }))
  .pipe(ArticleSchema);

export const SectionRow = z.object({
  article: z.string(),
  version: z.string(),
  section: z.string(),
  title: z.string(),
  heading: z.string(),
  text: z.string(),
  summary: z.string(),
  tags: TagsColumn,
}) satisfies z.ZodType<StoredSection, unknown>;

/** Last section of a page, with the characters of text before it in the page. */
export const PageEnd = z.object({ article: z.string(), ordinal: z.int(), text: z.string(), before: z.int() });

export const ExtentRow = z.object({ revision: z.int(), sections: z.int(), characters: z.int() });

/**
 * D1 takes 100 bound values a statement and 2 MB a value (developers.cloudflare.com/d1/platform/limits), so rows travel as JSON arrays
 * that SQL opens with json_each. Well under 2 MB, because a character can take 3 bytes.
 */
const MAX_PACKED_CHARACTERS = 500_000;

/** JSON arrays of all rows, in order; one row never spans two. A row above the limit travels alone. */
export function pack(rows: readonly object[]): string[] {
  const packed: string[] = [];
  let open: string[] = [];
  let characters = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (open.length > 0 && characters + json.length > MAX_PACKED_CHARACTERS) {
      packed.push(`[${open.join(",")}]`);
      open = [];
      characters = 0;
    }
    open.push(json);
    characters += json.length + 1;
  }
  if (open.length > 0) packed.push(`[${open.join(",")}]`);
  return packed;
}

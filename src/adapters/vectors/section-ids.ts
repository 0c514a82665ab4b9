/**
 * The id of a section's vector: the article's version, which is the hash of its content and id, and the section's place in it. So a match names its version by itself: an id that no
 * section in force has is stale, whatever the index says. Well under Vectorize's 64 bytes.
 */
import type { SectionIndex } from "#embedded/retrieval/section-index";

export const sectionId = (version: string, ordinal: number): string => `${version}.${ordinal}`;

/** The same in SQL, of a row of `sections`. */
export const sectionIdSql = (table: string): string => `${table}.version || '.' || ${table}.ordinal`;

const known = new WeakMap<SectionIndex, ReadonlyMap<string, number>>();

/** Number of a section in the index by its vector's id. Made once an index. */
export function numbersById(index: SectionIndex): ReadonlyMap<string, number> {
  const made = known.get(index) ?? numbered(index);
  known.set(index, made);
  return made;
}

/** Sections stand in the order of their articles, so a place is a count. */
function numbered({ sections }: SectionIndex): Map<string, number> {
  const numbers = new Map<string, number>();
  const places = new Map<string, number>();
  for (const [at, { article, version }] of sections.entries()) {
    const ordinal = places.get(article) ?? 0;
    places.set(article, ordinal + 1);
    numbers.set(sectionId(version, ordinal), at);
  }
  return numbers;
}

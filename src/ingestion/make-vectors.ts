/**
 * Brings the vectors of some articles up to date: what is missing is embedded and put into the index, what is left over goes. Everything follows from the books, so that it may be
 * called for any article, any number of times, and a call that broke off is made good by the next.
 */
import type { FindingPorts } from "#compose/finding-ports";

export type VectorWork = Pick<FindingPorts, "embedder" | "index" | "books">;

/** Rejects when something did not answer; what was done until then is in the books. */
export async function makeVectors(
  articles: readonly string[],
  { embedder, index, books }: VectorWork,
): Promise<{ made: number; removed: number }> {
  const missing = await books.missing(articles);
  const values = await embedder.embed(missing.map(({ text }) => text));
  const vectors = missing.flatMap(({ id, article, section }, at) => {
    const own = values[at];
    return own ? [{ id, article, section, values: own }] : [];
  });
  await index.upsert(vectors);
  await books.made(vectors);
  // Looked up last: an article that changed meanwhile has left behind what was made just now.
  const leftOver = await books.leftOver(articles);
  await index.remove(leftOver);
  await books.removed(leftOver);
  return { made: vectors.length, removed: leftOver.length };
}

/** Cuts an import into requests that the desk takes. */
import type { ArticleDraft } from "#contracts/articles";

/** Each request is one change in the store, and a progress step for the person who waits. */
export const CHUNK = { articles: 100, bytes: 1_000_000 };

/** In order, each within both limits; an article above `bytes` travels alone. */
export function chunksOf(drafts: readonly ArticleDraft[], limit = CHUNK): ArticleDraft[][] {
  const chunks: ArticleDraft[][] = [];
  let bytes = Infinity;
  for (const draft of drafts) {
    const size = new TextEncoder().encode(JSON.stringify(draft)).length;
    const open = chunks.at(-1);
    if (open === undefined || open.length >= limit.articles || bytes + size > limit.bytes) {
      chunks.push([draft]);
      bytes = size;
    } else {
      open.push(draft);
      bytes += size;
    }
  }
  return chunks;
}

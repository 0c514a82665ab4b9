/**
 * Figures of ranked lists, each the mean over the queries. Relevance is yes or no. An id that a list holds twice counts where it stands first.
 */

import { mean, type Measure } from "./figures.ts";

/** One query: what was found, best first, and what should have been. `relevant` is not empty. */
export type RankedList = { ids: readonly string[]; relevant: readonly string[] };

/** Mean of 1 / rank of the first relevant id, 0 when it is not among the first k. */
export const mrrAt = (k: number, lists: readonly RankedList[]): Measure =>
  averageOver(lists, (list) => {
    const rank = hits(list, k).indexOf(true);
    return rank === -1 ? 0 : 1 / (rank + 1);
  });

/** Share of queries with at least one relevant id among the first k. */
export const hitAt = (k: number, lists: readonly RankedList[]): Measure =>
  averageOver(lists, (list) => (hits(list, k).includes(true) ? 1 : 0));

/** Mean share of the relevant ids that are among the first k. */
export const recallAt = (k: number, lists: readonly RankedList[]): Measure =>
  averageOver(lists, (list) => hits(list, k).filter(Boolean).length / new Set(list.relevant).size);

/** Normalised discounted cumulative gain with binary gain and log2 discount (Järvelin & Kekäläinen 2002). */
export const ndcgAt = (k: number, lists: readonly RankedList[]): Measure =>
  averageOver(lists, (list) => {
    const gain = hits(list, k).reduce((sum, hit, rank) => sum + (hit ? discount(rank) : 0), 0);
    const ideal = Array.from({ length: Math.min(k, new Set(list.relevant).size) }, (_, rank) => discount(rank));
    return gain / ideal.reduce((sum, value) => sum + value, 0);
  });

const discount = (rank: number): number => 1 / Math.log2(rank + 2);

/** For each of the first k different ids: is it relevant? */
function hits({ ids, relevant }: RankedList, k: number): boolean[] {
  const wanted = new Set(relevant);
  return [...new Set(ids)].slice(0, k).map((id) => wanted.has(id));
}

function averageOver(lists: readonly RankedList[], score: (list: RankedList) => number): Measure {
  if (lists.some((list) => list.relevant.length === 0)) throw new Error("a query without a relevant id cannot be ranked");
  return mean(lists.map(score), "no queries");
}

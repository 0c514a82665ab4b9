/**
 * Joins rankings that were made by different means and whose scores mean different things: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009), by rank alone. What two
 * rankings have near their tops comes before what only one of them has.
 */

/** From the paper, chosen there on other collections; it flattens the difference between the first ranks. */
const RANK_OFFSET = 60;

/** Keys of all rankings with their scores, best first; of equals, the one that an earlier ranking has higher. A key counts once in each ranking. */
export function fuseRankings(rankings: readonly (readonly string[])[]): { key: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [rank, key] of [...new Set(ranking)].entries()) scores.set(key, (scores.get(key) ?? 0) + 1 / (RANK_OFFSET + rank + 1));
  }
  return [...scores].map(([key, score]) => ({ key, score })).toSorted((a, b) => b.score - a.score);
}

/** Arithmetic of what is spread over several processes of the server. */

/** The part of `n` that the process with this index gets; all parts together are `n`. */
export const shareOf = (n: number, processes: number, index: number): number => Math.floor(n / processes) + (index < n % processes ? 1 : 0);

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Counts by their words, of all together. */
export function added(counts: readonly Record<string, number>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const [words, n] of counts.flatMap((one) => Object.entries(one))) all[words] = (all[words] ?? 0) + n;
  return all;
}

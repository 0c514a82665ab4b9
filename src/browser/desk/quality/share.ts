/** Shares that are honest about how little they rest on. */

export type Share = { count: number; of: number };

/** Below this many, one customer more or less moves the figure by several percent. */
export const few = 30;

/**
 * Where the true share may well lie, [0, 1]: the Wilson score interval at 95 % (Wilson 1927), which stays sensible for few and for none of many. Null when it is out of nothing.
 */
export function interval({ count, of }: Share): { low: number; high: number } | null {
  if (of === 0) return null;
  const z = 1.96;
  const p = count / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export const percent = (part: number): string => `${Math.round(part * 100)}\u00a0%`;

/** Millionths of a US dollar as people read them. */
export function dollars(micros: number): string {
  if (micros === 0) return "$0";
  return micros < 10_000 ? `$${(micros / 1_000_000).toFixed(5)}` : `$${(micros / 1_000_000).toFixed(2)}`;
}

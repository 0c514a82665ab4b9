/** Keeps prompts inside their budgets of tokens, counted roughly (`estimatedTokens`): whole pieces while there is room, and a piece that alone is too long cut at its end. */
import { estimatedTokens } from "#domain/spending";

/** The start of the text that has at most so many tokens. */
export function textWithin(text: string, maxTokens: number): string {
  const tokens = estimatedTokens(text);
  if (tokens <= maxTokens) return text;
  const cut = text.slice(0, Math.floor((text.length * maxTokens) / tokens));
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

/** The first items whose texts together have at most so many tokens. */
export function itemsWithin<T>(items: readonly T[], textOf: (item: T) => string, maxTokens: number): T[] {
  let left = maxTokens;
  const fits = items.findIndex((item) => (left -= estimatedTokens(textOf(item))) < 0);
  return fits < 0 ? [...items] : items.slice(0, fits);
}

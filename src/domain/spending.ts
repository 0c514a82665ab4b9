/** What models cost: tokens and money, added up and compared with caps. Money is counted in millionths of a US dollar, so that sums stay whole numbers. */
import { z } from "zod";

export const SpendSchema = z.object({
  tokens: z.int().min(0).describe("in and out together"),
  micros: z.int().min(0).describe("millionths of a US dollar"),
});
export type Spend = z.infer<typeof SpendSchema>;

export const PriceSchema = z.object({
  input: z.number().min(0).describe("US dollars for a million tokens read"),
  output: z.number().min(0).describe("US dollars for a million tokens written"),
});
export type Price = z.infer<typeof PriceSchema>;

export const nothingSpent: Spend = { tokens: 0, micros: 0 };

export const sum = (a: Spend, b: Spend): Spend => ({ tokens: a.tokens + b.tokens, micros: a.micros + b.micros });

/** Within the cap in both measures. */
export const within = (spent: Spend, cap: Spend): boolean => spent.tokens <= cap.tokens && spent.micros <= cap.micros;

/** Rounded up: a call that costs anything counts. A dollar for a million tokens is a millionth of a dollar for one. */
export const priced = (tokens: { input: number; output: number }, price: Price): Spend => ({
  tokens: tokens.input + tokens.output,
  micros: Math.ceil(tokens.input * price.input + tokens.output * price.output),
});

/** The day on which something is spent, UTC: "2026-11-22". */
export const dayOf = (nowMs: number): string => new Date(nowMs).toISOString().slice(0, 10);

/** The last letter of Unicode's Latin blocks. */
const lastNarrow = 0x02ff;

/**
 * Tokens that a text has at most, roughly: four letters each in alphabets, one and a half characters in scripts without spaces. Only a provider knows the real
 * number; this one is for what must be decided before it is asked.
 */
export function estimatedTokens(text: string): number {
  let narrow = 0;
  // A list of all letters would be the largest thing that a turn makes.
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) <= lastNarrow) narrow += 1;
  return Math.ceil(narrow / 3.5 + (text.length - narrow) / 1.5);
}

/** What the load says: the sample questions in a fixed shuffled order, so that every block and every contender hears the same. */
import { readRows } from "../eval/input.ts";
import { inRepository } from "../scripts/repository.ts";
import { z } from "zod";

const QuestionSchema = z.object({ text: z.string(), article: z.string().nullable() });

/** `mixed`: as customers write, a fifth of it without an answer in the articles. `answerable`: only what the articles answer, so that a turn runs all its steps. */
export function sampleQuestions(kind: "mixed" | "answerable"): string[] {
  const rows = readRows(inRepository("support", "sample-questions.jsonl"), QuestionSchema).map(({ value }) => value);
  return shuffled(rows.filter(({ article }) => kind === "mixed" || article !== null).map(({ text }) => text));
}

/** Fisher–Yates with a small linear congruential generator (constants of Numerical Recipes). */
function shuffled<T>(items: readonly T[]): T[] {
  let state = 1;
  const order = [...items.keys()];
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order.flatMap((i) => items[i] ?? []);
}

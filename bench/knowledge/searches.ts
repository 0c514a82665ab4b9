/** Asks the same questions of one route after another, and compares what two of them found. */
import { z } from "zod";
import type { BenchDesk } from "./desk.ts";

const FoundSchema = z.object({ passages: z.array(z.object({ article: z.string() })), answerability: z.number(), threshold: z.number() });

/** `best`: id of the first article, absent when nothing was found; `answers`: whether the desk would answer. */
export type Found = { best: string | undefined; answers: boolean };

/** `p50`, `p99`: milliseconds of a whole HTTP request. Routes that search nothing give no `found`. */
export type Times = { p50: number; p99: number; found: Found[] };

/** Requests before the measurement, so that code is compiled and caches are warm. */
const WARM_UP = 50;

export async function timesOf(desk: BenchDesk, route: string, questions: readonly string[]): Promise<Times> {
  const ask = (question: string): Promise<unknown> => desk.ask(`${route}?${new URLSearchParams({ q: question }).toString()}`);
  for (const question of questions.slice(0, WARM_UP)) await ask(question);
  const times: number[] = [];
  const found: Found[] = [];
  for (const question of questions) {
    const startedAt = performance.now();
    const answer = FoundSchema.safeParse(await ask(question));
    times.push(performance.now() - startedAt);
    if (answer.success) found.push({ best: answer.data.passages[0]?.article, answers: answer.data.answerability >= answer.data.threshold });
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length * 0.5)] ?? 0, p99: times[Math.floor(times.length * 0.99)] ?? 0, found };
}

/** Shares in [0, 1] of the questions on which two routes agree. */
export function agreementOf(one: readonly Found[], other: readonly Found[]): { sameArticle: number; sameVerdict: number } {
  const share = (same: (a: Found, b: Found | undefined) => boolean): number =>
    one.filter((found, n) => same(found, other[n])).length / Math.max(1, one.length);
  return { sameArticle: share((a, b) => a.best === b?.best), sameVerdict: share((a, b) => a.answers === b?.answers) };
}

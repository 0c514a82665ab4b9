/**
 * Errors of the HTTP shell. Inside it a refusal is thrown, so that a handler reads as the good case; here, at the outermost edge, it becomes problem details
 * (RFC 9457). What was not foreseen becomes `internal`, without a word of what happened: that is in the log.
 */
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { SettingError } from "#config/environment";
import { ProblemSchema, type ProblemCode, problem, problems } from "#contracts/problem";
import type { Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";
import type { DeskEnv } from "./desk-env.ts";

export class Refused extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly retryAfterS: number | undefined;

  constructor(code: ProblemCode, detail?: string, retryAfterS?: number) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.retryAfterS = retryAfterS;
  }
}

/** The value, or a thrown refusal. */
export function granted<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  const { reason, detail, retryAfterS } = result.error;
  throw new Refused(reason, detail, retryAfterS);
}

/** The minute by which addresses are limited. */
const minuteS = 60;

/** @param retryAfterS of a refusal for too many requests; absent: a minute. */
export function problemResponse(code: ProblemCode, detail?: string, retryAfterS = minuteS): Response {
  const { status } = problems[code];
  const isTooMuch = status === 429;
  return new Response(JSON.stringify(problem(code, detail, isTooMuch ? retryAfterS : undefined)), {
    status,
    headers: { "content-type": "application/problem+json", ...(isTooMuch ? { "retry-after": String(retryAfterS) } : {}) },
  });
}

/** Called by every route's validator. */
export function refusedByValidation(result: { success: true } | { success: false; error: { issues: readonly z.core.$ZodIssue[] } }): void {
  if (!result.success) throw new Refused("invalid_request", result.error.issues.map(issueText).join("; "));
}

const issueText = (issue: z.core.$ZodIssue): string =>
  issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message;

/** The app's error handler. */
export function answerError(error: Error, c: Context<DeskEnv>): Response {
  if (error instanceof Refused) return problemResponse(error.code, error.detail, error.retryAfterS);
  if (error instanceof HTTPException) {
    return error.status === 400 ? problemResponse("malformed_json", "the body must be JSON text in UTF-8") : problemResponse("internal");
  }
  const setting = error instanceof SettingError;
  // Not through the port: the ports may be what is missing.
  console.error(
    JSON.stringify({
      level: "error",
      event: "http.failed",
      method: c.req.method,
      route: c.req.routePath,
      reason: setting ? error.message : error.name,
    }),
  );
  return setting ? problemResponse("unavailable", error.message) : problemResponse("internal");
}

const content = { "application/problem+json": { schema: ProblemSchema } };

/** The `responses` of a route that can refuse with these codes. */
export function refusals(...codes: ProblemCode[]): Record<number, { description: string; content: typeof content }> {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, title } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${title}`]);
  }
  return Object.fromEntries([...byStatus].map(([status, lines]) => [status, { description: lines.join("; "), content }]));
}

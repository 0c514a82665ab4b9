/** One HTTP call to a ticket system. What is not an answer within the time, or not a success, is a `RemoteDeskError` without a word of the body: bodies quote customers. */
import { z } from "zod";
import { RemoteDeskError } from "#ports/remote-desk";

export type RemoteAnswer = { status: number; body: unknown };

/** The platform's `fetch`, as far as it is used; tests bring their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answersWithinMs = 10_000;
/** A ticket with its audit is far below; a page of somebody else's login is not worth reading. */
const longestBody = 1_000_000;

const JsonSchema = z.string().transform((text, context): unknown => {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "the answer is not JSON" });
    return z.NEVER;
  }
});

/** @param accepted statuses beside 2xx that are an answer, such as 404. Throws `RemoteDeskError`. */
export async function callRemote(fetching: Fetch, url: string, init: RequestInit, accepted: readonly number[] = []): Promise<RemoteAnswer> {
  const { status, headers, text } = await answerOf(fetching, url, init);
  const retryAfterS = Number(headers.get("retry-after") ?? Number.NaN);
  if (!(status >= 200 && status < 300) && !accepted.includes(status))
    throw new RemoteDeskError(`the ticket system answers ${status}`, Number.isFinite(retryAfterS) ? retryAfterS : undefined);
  const body = JsonSchema.safeParse(text);
  return { status, body: body.success ? body.data : null };
}

async function answerOf(fetching: Fetch, url: string, init: RequestInit): Promise<{ status: number; headers: Headers; text: string }> {
  try {
    // A redirect would carry the credentials to a host that nobody has configured.
    const response = await fetching(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(answersWithinMs) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text: text.length > longestBody ? "" : text };
  } catch (error) {
    throw new RemoteDeskError(`the ticket system does not answer (${error instanceof Error ? error.name : "unknown"})`);
  }
}

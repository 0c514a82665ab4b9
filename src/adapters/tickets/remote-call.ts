/** One HTTP call to a ticket system. What is not an answer within the time, or not a success, is a `RemoteDeskError` without a word of the body: bodies quote customers. */
import { jsonIn } from "#domain/json";
import { RemoteDeskError } from "#ports/remote-desk";
import { textWithin } from "#adapters/wire/text-within";

export type RemoteAnswer = { status: number; body: unknown };

/** The platform's `fetch`, as far as it is used; tests bring their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answersWithinMs = 10_000;
/** A ticket with its audit is far below; a page of somebody else's login is not worth reading. */
const maxBytes = 1_000_000;

/** @param accepted statuses beside 2xx that are an answer, such as 404. Throws `RemoteDeskError`. */
export async function callRemote(fetching: Fetch, url: string, init: RequestInit, accepted: readonly number[] = []): Promise<RemoteAnswer> {
  const { status, headers, text } = await answerOf(fetching, url, init);
  const retryAfterS = Number(headers.get("retry-after") ?? Number.NaN);
  if (!(status >= 200 && status < 300) && !accepted.includes(status))
    throw new RemoteDeskError(`the ticket system answers ${status}`, Number.isFinite(retryAfterS) ? retryAfterS : undefined);
  return { status, body: jsonIn(text) ?? null };
}

async function answerOf(fetching: Fetch, url: string, init: RequestInit): Promise<{ status: number; headers: Headers; text: string }> {
  try {
    // A redirect would carry the credentials to a host that nobody has configured.
    const response = await fetching(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(answersWithinMs) });
    const text = (await textWithin(response, maxBytes)) ?? "";
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    throw new RemoteDeskError(`the ticket system does not answer (${error instanceof Error ? error.name : "unknown"})`);
  }
}

/**
 * Calls to the desk over HTTP. An answer that does not fit its guard counts as unreadable, never as data; a problem detail (RFC 9457)
 * becomes its stable code. No cookies travel: whoever may read is named by the bearer token alone.
 */
import { type Guard, number, record, text } from "./guards.ts";
import type { Problem } from "#contracts/problem";

/** What the desk says when it refuses. `retryAfterS`: when trying again can help, where that is known. */
export type Told = { code: string; message: string; retryAfterS?: number };
/** `status` 0: the desk was not reached at all. `code` is a problem code, or "unreachable" or "unreadable". */
export type Refusal = Told & { status: number };
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export type DeskFetch = (url: URL, init: RequestInit) => Promise<Response>;

export type Call = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  token?: string;
  body?: unknown;
  /** Under which version a change is meant (RFC 9110, section 13.1.1). */
  ifMatch?: string;
  signal?: AbortSignal;
  fetch?: DeskFetch;
};

/** Fields that only a page has; elsewhere there are no cookies to leave at home, and Workers refuse the words. */
const inPage: object = { credentials: "omit", cache: "no-store" };

export const pageFetch: DeskFetch = (url, init) => fetch(url, { ...init, ...inPage });

const isProblem = record<Pick<Problem, "code" | "title">>({ code: text, title: text });
const hasRetry = record<{ retryAfterS: number }>({ retryAfterS: number });
/** Of a problem or an error frame. */
export const retryIn = (value: object): { retryAfterS?: number } => (hasRetry(value) ? { retryAfterS: value.retryAfterS } : {});
const hasDetail = record<{ detail: string }>({ detail: text });

export async function callDesk<T>(url: URL, guard: Guard<T>, call: Call = {}): Promise<Outcome<T>> {
  const { method = "GET", token, body, ifMatch, signal, fetch = pageFetch } = call;
  const headers = new Headers({ accept: "application/json" });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  if (ifMatch !== undefined) headers.set("if-match", ifMatch);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const value: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, refusal: refusalOf(response.status, value) };
    if (!guard(value))
      return { ok: false, refusal: { status: response.status, code: "unreadable", message: "The answer could not be read." } };
    return { ok: true, value };
  } catch {
    return { ok: false, refusal: { status: 0, code: "unreachable", message: "The desk cannot be reached." } };
  }
}

function refusalOf(status: number, value: unknown): Refusal {
  if (!isProblem(value)) return { status, code: "unreadable", message: `The desk answered with status ${status}.` };
  return { status, code: value.code, message: hasDetail(value) ? `${value.title}: ${value.detail}` : value.title, ...retryIn(value) };
}

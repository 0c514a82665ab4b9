/** Who is signed in, and how to ask the server for something on their behalf. */
import { createContext, use } from "react";
import type { Guard } from "#browser/wire/guards";
import { type Call, callDesk, type DeskFetch, type Outcome } from "#browser/wire/http";

export type Ask = <T>(path: string, guard: Guard<T>, call?: Omit<Call, "token">) => Promise<Outcome<T>>;

export type Operator = {
  /** What customers and colleagues read. */
  name: string;
  rename: (name: string) => void;
  /** Empty: Cloudflare Access says who is asking. */
  token: string;
  /** Asks the server; a refused token signs out. What is only read is tried again when the server is away for a moment. */
  ask: Ask;
  /** `problem`: why, when it was not the operator's wish. */
  signOut: (problem?: string) => void;
};

export const OperatorContext = createContext<Operator | null>(null);

export function useOperator(): Operator {
  const operator = use(OperatorContext);
  if (operator === null) throw new Error("no operator is signed in");
  return operator;
}

/** Waits before a read is tried again. */
const retryAfterMs = [300, 1_200] as const;

/** Behind Cloudflare Access the browser's own cookie is what lets a request through. */
export const accessFetch: DeskFetch = (url, init) => fetch(url, { ...init, credentials: "same-origin", cache: "no-store" });

/** @param refused called when the server does not take the token. */
export function askWith(token: string, refused: () => void): Ask {
  const credentials = token === "" ? { fetch: accessFetch } : { token };
  return async (path, guard, call = {}) => {
    const once = () => callDesk(new URL(path, location.origin), guard, { ...call, ...credentials });
    let outcome = await once();
    for (const waitMs of retryAfterMs) {
      if (outcome.ok || (call.method ?? "GET") !== "GET" || !isPassing(outcome.refusal.status) || call.signal?.aborted === true) break;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      outcome = await once();
    }
    if (!outcome.ok && outcome.refusal.status === 401) refused();
    return outcome;
  };
}

const isPassing = (status: number): boolean => status === 0 || status === 502 || status === 503 || status === 504;

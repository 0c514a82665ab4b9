/**
 * The life of a proposal: what a tool would write, waiting for the customer. `open` → `confirmed` → `running` → `done`, `failed` or `unknown`; or it ends undecided. Nothing is carried out
 * that was not confirmed, nothing is decided twice, and what has begun is carried through under one key: only the answer of the other side, or giving up, ends it.
 */
import { z } from "zod";

export const ProposalStatusSchema = z.enum([
  "open",
  "confirmed",
  "running",
  "done",
  "failed",
  "unknown",
  "declined",
  "expired",
  "withdrawn",
]);
export type ProposalStatus = z.infer<typeof ProposalStatusSchema>;

/** How long a card waits for the customer. */
export const proposalLivesMs = 15 * 60_000;
/** A call that is not answered is made again so often, about two minutes long, before a person is asked to look. */
export const mostAttempts = 8;

/** Before the next attempt; the first ones are close, because most hiccups are short. */
export const attemptWaitMs = (attempts: number): number => Math.min(30_000, 1_000 * 2 ** attempts);

export type Circumstances = {
  /** The customer's word. */
  accept: boolean;
  nowMs: number;
  /** Ownership has not passed to or from a person since it was proposed, and the conversation is open. */
  mayAct: boolean;
};

/** `again`: decided so before. `refused`: it is in a state in which the word comes too late. */
export type Decided = { is: "confirmed" | "declined" | "expired" | "withdrawn" } | { is: "again" } | { is: "refused" };

export function decided(now: { status: ProposalStatus; expiresAtMs: number }, { accept, nowMs, mayAct }: Circumstances): Decided {
  switch (now.status) {
    case "open":
      if (!accept) return { is: "declined" };
      if (!mayAct) return { is: "withdrawn" };
      return { is: nowMs >= now.expiresAtMs ? "expired" : "confirmed" };
    case "confirmed":
    case "running":
    case "done":
    case "failed":
    case "unknown":
      return { is: accept ? "again" : "refused" };
    case "declined":
      return { is: accept ? "refused" : "again" };
    case "expired":
    case "withdrawn":
      return { is: "refused" };
  }
}

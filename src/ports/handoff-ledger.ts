/**
 * Which handoffs are on their way, written down where the reconciler finds those that have got stuck. The conversation's own outbox is the first line and does not
 * need it. Methods throw when the store does not answer.
 */
import type { HandoffMessage } from "#contracts/handoffs";

/** A handoff that should have been dealt with by now. `isTold`: the conversation knows its ticket, and the workflow should have ended since. */
export type Suspect = { handoff: string; conversation: string; looks: number; isTold: boolean };

/** What was known of a handoff before. */
export type Begun = { isNew: boolean; hasEnded: boolean };

export interface HandoffLedger {
  /** The handoff is on its way; again is harmless. `hasEnded`: it has come to its end already, and there is nothing to start. */
  begun(message: HandoffMessage): Promise<Begun>;
  /** A try came to nothing. @param reason never quotes a customer. */
  failed(handoff: string, reason: string): Promise<void>;
  /** The conversation has heard of the ticket: nothing is to be looked after until the ticket is closed. */
  told(handoff: string): Promise<void>;
  /** The ticket was closed: the workflow should end soon. */
  closing(handoff: string): Promise<void>;
  ended(handoff: string): Promise<void>;
  /** Those whose time has come, the longest waiting first. */
  suspects(limit: number): Promise<Suspect[]>;
  /** One was looked after; the next look is due at `nextLookAtMs`. */
  looked(handoff: string, nextLookAtMs: number): Promise<void>;
  /** Removes what belongs to a conversation that is erased. */
  forget(conversation: string): Promise<void>;
  /** Removes those that ended before. @returns how many. */
  prune(endedBeforeMs: number): Promise<number>;
}

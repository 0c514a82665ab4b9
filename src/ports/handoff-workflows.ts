/** The durable rest of a handoff: brief, ticket, word to the customer, waiting for the person. One instance per handoff. */
import type { HandoffMessage } from "#contracts/handoffs";

/** What was done for a handoff; `ended`: nothing, because it has come to its end. */
export type Ensured = "created" | "restarted" | "woken" | "ended";

export interface HandoffWorkflows {
  /**
   * Makes sure that the handoff's workflow is on its way, whatever has become of an earlier start: created, restarted after a failure, or woken where it
   * stands. Safe to repeat. Rejects when the platform does not answer. `isNew`: nobody has asked for it before, as far as is known; looking for it first would be in vain.
   */
  ensure(message: HandoffMessage, hint?: { isNew: boolean }): Promise<Ensured>;
  /** The ticket is closed; the workflow may end. A workflow that is gone is passed over. */
  settle(handoff: string): Promise<void>;
}

/** The durable rest of a handoff: brief, ticket, word to the customer, waiting for the person. One instance per handoff. */
import type { HandoffMessage } from "#contracts/handoffs";

export interface HandoffWorkflows {
  /**
   * Makes sure that the handoff's workflow is on its way, whatever has become of an earlier start: created, restarted after a failure, or woken where it
   * stands. Safe to repeat. Rejects when the platform does not answer.
   */
  ensure(message: HandoffMessage): Promise<"created" | "restarted" | "woken">;
  /** The ticket is closed; the workflow may end. A workflow that is gone is passed over. */
  settle(handoff: string): Promise<void>;
}

/** The way out of a conversation: at least once, in any order, to whoever opens tickets. Rejects when the queue does not take the message. */
import type { HandoffMessage } from "#contracts/handoffs";

export interface HandoffQueue {
  send(message: HandoffMessage): Promise<void>;
}

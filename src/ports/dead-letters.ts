/** Where messages go that the queue has given up, so that a person sees them and can send them again. Methods throw when the store does not answer. */
import type { DeadLetter } from "#contracts/dead-letters";
import type { HandoffMessage } from "#contracts/handoffs";

export interface DeadLetters {
  /** Keeps one row for each handoff. */
  keep(message: HandoffMessage, givenUpBy?: DeadLetter["givenUpBy"]): Promise<void>;
  /** Newest first, at most 100. */
  list(): Promise<DeadLetter[]>;
  get(id: string): Promise<DeadLetter | undefined>;
  /** Notes that it was sent again. */
  replayed(id: string): Promise<DeadLetter | undefined>;
  /** A person has decided that it needs nothing more. @returns whether there was one. */
  discard(id: string): Promise<boolean>;
  /** Removes what belongs to a conversation that is erased. */
  forget(conversation: string): Promise<void>;
}

/**
 * What the desk keeps of a conversation outside of its object: tickets with their briefs, figures of its turns, ratings, notes on its handoffs. Whoever stores something of a
 * conversation elsewhere joins it in `#compose/remains`; what is not joined there outlives an erasure.
 */

/** A store that holds something of conversations. Forgetting one that it does not know is harmless. */
export interface Forgetful {
  forget(conversation: string): Promise<void>;
}

export interface Remains {
  /**
   * The conversation was erased: everything of it goes, the workflows of its handoffs end, and what comes late for it is swept away later. Safe to repeat. Rejects when a
   * store does not answer; then it is to be called again.
   */
  clear(conversation: string, handoffs: readonly string[]): Promise<void>;
  /** Conversations whose late remains are to be swept now, at most so many. */
  toSweep(limit: number): Promise<string[]>;
  /** Sweeps one once more, and sets the time of its next sweep, if there is to be one. */
  sweep(conversation: string): Promise<void>;
}

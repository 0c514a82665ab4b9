/** How conversations came out. Throws when the store does not answer. */
import type { BadAnswers, Outcomes } from "#contracts/outcomes";

export interface OutcomeBooks {
  /** Days in UTC, both included. */
  read(period: { from: string; to: string }): Promise<Outcomes>;
  /** Answers that customers did not find helpful, newest first. */
  badAnswers(period: { from: string; to: string }): Promise<BadAnswers>;
}

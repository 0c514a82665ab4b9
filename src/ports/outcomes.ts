/** How conversations came out. Throws when the store does not answer. */
import type { Outcomes } from "#contracts/outcomes";

export interface OutcomeBooks {
  /** Days in UTC, both included. */
  read(period: { from: string; to: string }): Promise<Outcomes>;
}

/** Where the ratings of closed conversations are kept, over all of them. Methods throw when the store does not answer. */
import type { RatedConversation, Ratings } from "#contracts/ratings";

/** ISO 8601, UTC. */
export type RatingsPeriod = { from: string | null; before: string | null; limit: number };

export interface RatingStore {
  /** One row for a conversation; the same again is harmless. */
  keep(rating: RatedConversation): Promise<void>;
  read(period: RatingsPeriod): Promise<Ratings>;
  /** Removes what belongs to a conversation that is erased. */
  forget(conversation: string): Promise<void>;
}

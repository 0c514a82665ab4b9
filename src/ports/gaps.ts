/** Questions that nobody answered, over all conversations. Methods throw when the store does not answer. */
import type { GapGroup } from "#contracts/gaps";

export interface Gaps {
  /** Looks at turns that ended without an answer and were not looked at yet, at most so many, and keeps their questions without personal data. @returns how many are left. */
  gather(most: number): Promise<number>;
  /** Open ones, put together where they ask for the same thing; most often asked first. */
  groups(): Promise<GapGroup[]>;
  /** @returns how many were open until now. */
  settle(turns: readonly string[], article: string | null): Promise<number>;
  /** Removes what belongs to a conversation that is erased. */
  forget(conversation: string): Promise<void>;
}

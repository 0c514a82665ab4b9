/** Answers that were flagged at the desk. Methods throw when the store does not answer; a conversation's flags go with `TurnFactsStore.forget`. */
import type { Flag } from "#contracts/flags";

export interface Flags {
  /** One for each turn; a later one takes the place of the earlier. */
  put(flag: Omit<Flag, "at">): Promise<Flag>;
  /** Newest first, at most 200. */
  list(): Promise<Flag[]>;
  /** Takes the flag away; false when there was none. */
  remove(turn: string): Promise<boolean>;
}

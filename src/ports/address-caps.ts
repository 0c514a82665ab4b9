/** The count of what network addresses have asked for today. They are known by their pseudonyms only. */
import type { Asked, OverCap } from "#domain/address-caps";
import type { Result } from "#domain/result";

export interface AddressCaps {
  /** Counts what is asked for, or says what forbids it; then nothing is counted. Whoever counts not answering is no reason to turn a customer away. */
  take(visitor: string, asked: Asked): Promise<Result<null, OverCap>>;
}

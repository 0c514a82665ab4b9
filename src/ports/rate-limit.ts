/** A limit on how often something may be done, counted for a key such as a network address. */
export interface RateLimit {
  /** Takes one; false when the key has used up its share. */
  take(key: string): Promise<boolean>;
}

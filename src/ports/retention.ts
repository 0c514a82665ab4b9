/** For how many days without an event a conversation is kept; null: for ever. */
export interface Retention {
  /** What the isolate knows; may be some seconds behind. */
  known(): Promise<number | null>;
  /** What is stored now. Rejects when the store does not answer. */
  stored(): Promise<number | null>;
}

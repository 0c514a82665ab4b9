/**
 * The SQLite of one object, as the core sees it: synchronous, private, and durable before anything that the object sends can be seen (the platform's output
 * gate). A Durable Object's storage is one; the simulation has another.
 */
export interface ObjectSql {
  /** Runs one or more statements; the rows are those of the last one. `one` throws unless there is exactly one row. */
  exec(query: string, ...values: (string | number | null)[]): { toArray(): Record<string, unknown>[]; one(): Record<string, unknown> };
}

export interface ObjectStorage {
  readonly sql: ObjectSql;
  /** Everything that `work` writes, or, when it throws, nothing. */
  transactionSync<T>(work: () => T): T;
}

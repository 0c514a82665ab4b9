/** Time, as the core sees it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. Not monotonic: order by `seq`, never by this. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `work` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void;
}

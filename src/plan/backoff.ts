/** Exponential back-off with full jitter: the wait is uniform between nothing and the exponential bound, so that many retries do not march in step. */
import type { BackoffPolicy } from "#agents/agent";

/** Milliseconds to wait before retry `n` (from 1). `unit` is uniform in [0, 1). */
export const backoffMs = (policy: BackoffPolicy, n: number, unit: number): number => unit * longestBackoffMs(policy, n);

/** The longest that `backoffMs` can give for retry `n`. */
export const longestBackoffMs = (policy: BackoffPolicy, n: number): number =>
  Math.min(policy.maxMs, policy.initialMs * policy.factor ** (n - 1));

/** What one socket may send: a token bucket of frames. It lives in memory only; a conversation that was evicted starts with a full bucket. */

/** Frames that may come at once, and frames a second after that. */
export const frameLimit = { burst: 30, perSecond: 5 } as const;

export type Bucket = { tokens: number; atMs: number };

/** Takes one token; false when there is none. */
export function takeToken(bucket: Bucket, nowMs: number, limit: { burst: number; perSecond: number } = frameLimit): boolean {
  const refilled = bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * limit.perSecond;
  bucket.tokens = Math.min(limit.burst, refilled);
  bucket.atMs = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

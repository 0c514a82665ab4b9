import { expect, test } from "vitest";
import { type Bucket, frameLimit, takeToken } from "#conversation/limits";

const limit = { burst: 3, perSecond: 2 };

test("a burst passes, the next frame waits for a token", () => {
  const bucket: Bucket = { tokens: 3, atMs: 0 };
  expect([0, 0, 0, 0, 499, 500, 500].map((at) => takeToken(bucket, at, limit))).toEqual([true, true, true, false, false, true, false]);
});

test("tokens do not pile up beyond the burst", () => {
  const bucket: Bucket = { tokens: 3, atMs: 0 };
  expect([1e9, 1e9, 1e9, 1e9].map((at) => takeToken(bucket, at, limit))).toEqual([true, true, true, false]);
});

test("a clock that jumps back gives nothing and takes nothing", () => {
  const bucket: Bucket = { tokens: 0, atMs: 10_000 };
  expect(takeToken(bucket, 0, limit)).toBe(false);
  expect(bucket.tokens).toBe(0);
});

test("over a minute, one socket gets no more than its burst and its share", () => {
  const bucket: Bucket = { tokens: frameLimit.burst, atMs: 0 };
  const passed = Array.from({ length: 60_000 }, (_, ms) => takeToken(bucket, ms)).filter(Boolean).length;
  expect(passed).toBeLessThanOrEqual(frameLimit.burst + 60 * frameLimit.perSecond);
  expect(passed).toBeGreaterThan(60 * frameLimit.perSecond);
});

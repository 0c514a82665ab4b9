import { expect, test } from "vitest";
import { isSampled, parseTraceparent, rootOf, traceparent } from "#domain/trace";

const conversation = "0123456789abcdef0123456789abcdef";

test("the trace of a turn follows from its id, and no two turns share one", () => {
  expect(rootOf(`${conversation}-t1`)).toEqual(rootOf(`${conversation}-t1`));
  const roots = Array.from({ length: 20_000 }, (_, n) => rootOf(`${conversation}-t${n}`));
  expect(new Set(roots.map(({ traceId }) => traceId)).size).toBe(20_000);
  expect(new Set(roots.map(({ spanId }) => spanId)).size).toBe(20_000);
});

test("a release names the traces of the one before alike: those of its handoffs are still under way", () => {
  expect(rootOf(`${conversation}-t1`)).toEqual({ traceId: "8d577249ff428870ba1c80db35180333", spanId: "b4fedcf0e17f40e1", sampled: true });
});

test("ids have the lengths that W3C demands and are never all zero", () => {
  for (const id of ["", "a", `${conversation}-h1`, `${"f".repeat(32)}-t99999`]) {
    const { traceId, spanId } = rootOf(id);
    expect(traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(spanId).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
  }
});

test("a traceparent that was written is read back", () => {
  const context = { ...rootOf("x"), sampled: false };
  expect(parseTraceparent(traceparent(context))).toEqual(context);
});

test.each([
  "",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
  "00-00000000000000000000000000000000-b7ad6b7169203331-01",
  "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
  "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
  "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
])("%j counts as absent", (text) => {
  expect(parseTraceparent(text)).toBeNull();
});

test("a later version may say more", () => {
  expect(parseTraceparent("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")?.sampled).toBe(true);
});

test("about the share that is asked for is sampled, and every hop decides alike", () => {
  const traces = Array.from({ length: 10_000 }, (_, n) => rootOf(`turn ${n}`).traceId);
  const kept = traces.filter((trace) => isSampled(trace, 0.25)).length;
  expect(kept).toBeGreaterThan(2_300);
  expect(kept).toBeLessThan(2_700);
  expect(traces.every((trace) => isSampled(trace, 1))).toBe(true);
  expect(traces.some((trace) => isSampled(trace, 0))).toBe(false);
});

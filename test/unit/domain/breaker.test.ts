import { expect, test } from "vitest";
import { admissionTo, afterCalls, type Breaker, closedBreaker, withProbe } from "#domain/breaker";

const failing = (breaker: Breaker, times: number, nowMs: number): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((so) => afterCalls(so, { succeeded: 0, failed: 1 }, nowMs), breaker);

test("three failures open it, when they are at least half of the calls", () => {
  expect(admissionTo(failing(closedBreaker, 2, 1_000), 1_000)).toBe("pass");
  expect(admissionTo(failing(closedBreaker, 3, 1_000), 1_000)).toBe("refuse");
  const busy = afterCalls(closedBreaker, { succeeded: 50, failed: 0 }, 1_000);
  expect(admissionTo(failing(busy, 10, 1_500), 1_500)).toBe("pass");
});

test("failures of an earlier window do not count", () => {
  expect(admissionTo(failing(failing(closedBreaker, 2, 1_000), 2, 20_000), 20_000)).toBe("pass");
});

test("after its pause one probe goes, and nobody else until it is back or lost", () => {
  const open = failing(closedBreaker, 3, 0);
  expect(admissionTo(open, 4_999)).toBe("refuse");
  expect(admissionTo(open, 5_000)).toBe("probe");
  const probing = withProbe(open, 5_000);
  expect(admissionTo(probing, 5_001)).toBe("refuse");
  expect(admissionTo(probing, 15_000)).toBe("probe");
});

test("a probe that succeeds closes it; one that fails opens it for twice as long", () => {
  const probing = withProbe(failing(closedBreaker, 3, 0), 5_000);
  expect(admissionTo(afterCalls(probing, { succeeded: 1, failed: 0 }, 5_100), 5_100)).toBe("pass");
  const again = afterCalls(probing, { succeeded: 0, failed: 1 }, 5_100);
  expect(admissionTo(again, 15_099)).toBe("refuse");
  expect(admissionTo(again, 15_100)).toBe("probe");
});

test("a call that was under way when it opened changes nothing by failing late", () => {
  const open = failing(closedBreaker, 3, 0);
  expect(failing(open, 5, 100)).toEqual(open);
});

test("a model that never answers gets at most five calls in any ten seconds after it opened", () => {
  let breaker = failing(closedBreaker, 3, 0);
  const calls: number[] = [];
  for (let nowMs = 0; nowMs < 300_000; nowMs += 10) {
    if (admissionTo(breaker, nowMs) === "refuse") continue;
    calls.push(nowMs);
    breaker = failing(withProbe(breaker, nowMs), 1, nowMs);
  }
  expect(calls.length).toBeGreaterThan(3);
  expect(Math.max(...calls.map((from) => calls.filter((at) => at >= from && at < from + 10_000).length))).toBeLessThanOrEqual(5);
});

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

test("failures of long ago hardly count", () => {
  expect(admissionTo(failing(failing(closedBreaker, 2, 1_000), 2, 20_000), 20_000)).toBe("pass");
});

test("a model that answers wrongly now and then is not shut out, however its wrong answers fall together", () => {
  let breaker = closedBreaker;
  let isRefused = false;
  for (let nowMs = 10_000; nowMs < 500_000; nowMs += 500) {
    // Four in a row, right after a window has begun.
    const isWrong = nowMs % 60_000 < 2_000;
    breaker = afterCalls(breaker, { succeeded: isWrong ? 0 : 1, failed: isWrong ? 1 : 0 }, nowMs);
    isRefused ||= admissionTo(breaker, nowMs) !== "pass";
  }
  expect(isRefused).toBe(false);
});

test("a model that was well a thousand times and dies is found out after fifteen calls", () => {
  const busy = Array.from({ length: 1_000 }).reduce<Breaker>((so) => afterCalls(so, { succeeded: 1, failed: 0 }, 1_000), closedBreaker);
  expect(admissionTo(failing(busy, 15, 1_500), 1_500)).toBe("refuse");
  const told = afterCalls(closedBreaker, { succeeded: 1_000, failed: 0 }, 1_000);
  expect(admissionTo(failing(told, 15, 1_500), 1_500)).toBe("refuse");
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

import { expect, test } from "vitest";
import { patient } from "#escalation/run-handoff";
import { waitMs } from "#outbox/outbox";

const minuteMs = 60_000;

test("however often a handoff failed, it is sent again within a minute", () => {
  for (let attempts = 0; attempts < 200; attempts++) expect(waitMs(attempts, 0)).toBeLessThanOrEqual(minuteMs);
});

test("a workflow's step gives up within a minute of waits, so that the next send starts it afresh", () => {
  const waitsS = Array.from({ length: patient.retries.limit }, (_, i) => 2 ** i).reduce((sum, s) => sum + s, 0);
  expect(waitsS * 1_000).toBeLessThanOrEqual(minuteMs);
});

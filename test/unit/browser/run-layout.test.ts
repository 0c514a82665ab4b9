import { expect, test } from "vitest";
import type { Run, Step } from "#browser/desk/runs/contract";
import { boxSize, pictureOf } from "#browser/desk/runs/layout";

const step = (name: string, needs: string[], given: Partial<Step> = {}): Step => ({
  step: name,
  agent: name,
  outcome: "done",
  rung: "embedded",
  attempts: 1,
  startedAt: "2026-11-22T10:00:00.000Z",
  tookMs: 10,
  input: {},
  output: {},
  reason: null,
  needs,
  ...given,
});

const runOf = (steps: Step[]): Run => ({
  run: "x-t1",
  plan: "support@2",
  attempt: 1,
  status: "done",
  at: null,
  tookMs: null,
  asked: "how?",
  result: { kind: "answer", reason: null, text: "so", citations: [], confidence: 1 },
  cost: { tokensIn: 0, tokensOut: 0, costMicros: 0 },
  steps,
});

const support = [
  step("router", []),
  step("knowledge", []),
  step("resolution", ["router", "knowledge"], { startedAt: "2026-11-22T10:00:00.010Z", tookMs: 30 }),
];

test("a step stands right of everything that it waited for, and nothing stands on anything else", () => {
  const { boxes, edges } = pictureOf(runOf(support));
  const x = Object.fromEntries(boxes.map((box) => [box.id, box.x]));
  expect(boxes.map(({ id }) => id)).toEqual(["asked", "router", "knowledge", "resolution", "result"]);
  for (const { from, to } of edges) expect(x[from]).toBeLessThan(x[to] ?? 0);
  const overlaps = boxes.flatMap((a, n) =>
    boxes.slice(n + 1).filter((b) => Math.abs(a.x - b.x) < boxSize.width && Math.abs(a.y - b.y) < boxSize.height),
  );
  expect(overlaps).toEqual([]);
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
    "asked router",
    "asked knowledge",
    "router resolution",
    "knowledge resolution",
    "resolution result",
  ]);
});

test("each box has its share of the run's time", () => {
  const { boxes, tookMs } = pictureOf(runOf(support));
  expect(tookMs).toBe(40);
  expect(boxes.find(({ id }) => id === "resolution")).toMatchObject({ startShare: 0.25, lengthShare: 0.75 });
});

test("what was skipped leads nowhere, and the result follows from what ran last", () => {
  const skipped = [...support.slice(0, 2), step("resolution", ["router", "knowledge"], { outcome: "skipped" })];
  const { edges, boxes } = pictureOf(runOf(skipped));
  expect(edges.filter(({ to }) => to === "result").map(({ from }) => from)).toEqual(["router", "knowledge"]);
  expect(boxes.find(({ id }) => id === "resolution")?.lengthShare).toBe(0);
});

test("a run without a step, one that took no time, and one whose steps wait for each other in a circle still have a picture", () => {
  expect(pictureOf({ ...runOf([]), asked: null, result: null }).boxes).toEqual([]);
  expect(pictureOf(runOf([step("a", [], { tookMs: 0 })])).boxes[1]).toMatchObject({ startShare: 0, lengthShare: 1 });
  expect(pictureOf(runOf([step("a", ["b"]), step("b", ["a"])])).boxes).toHaveLength(4);
});

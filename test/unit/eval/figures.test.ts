import { expect, test } from "vitest";
import {
  accuracy,
  accuracyAtCoverage,
  auroc,
  calibrationError,
  detection,
  falseAlarmsAtRecall,
  macroF1,
  percentile,
} from "../../../eval/figures.ts";
import { hitAt, mrrAt, ndcgAt, recallAt } from "../../../eval/ranking-figures.ts";

test("accuracy counts a null label, out of scope, like any other", () => {
  expect(accuracy(["a", "b", null, "a"], ["a", "a", null, null])).toEqual({ value: 0.5 });
});

test("macro-F1 is the plain mean over gold labels, and a label never predicted counts nothing", () => {
  // a: 2 hits, 3 predicted, 2 gold → 0.8; b: 0
  expect(macroF1(["a", "a", "b"], ["a", "a", "a"]).value).toBeCloseTo(0.4);
  // c is predicted but never gold: it costs b its recall, and is no label of its own
  expect(macroF1(["a", "b"], ["a", "c"]).value).toBeCloseTo(0.5);
});

test("accuracy at coverage looks at the most confident rows", () => {
  expect(accuracyAtCoverage([true, true, false, false], [0.9, 0.8, 0.2, 0.1], 0.5)).toEqual({ value: 1 });
  expect(accuracyAtCoverage([true, true, false, false], [0.9, 0.8, 0.2, 0.1], 1)).toEqual({ value: 0.5 });
});

test("accuracy at coverage shares out rows that are tied at the edge", () => {
  expect(accuracyAtCoverage([true, false, true, false], [0.5, 0.5, 0.5, 0.5], 0.5)).toEqual({ value: 0.5 });
  expect(accuracyAtCoverage([false, true, true, false], [0.5, 0.5, 0.5, 0.5], 0.5)).toEqual({ value: 0.5 });
});

test("calibration error is the gap between confidence and accuracy, weighted by bin", () => {
  expect(calibrationError([true, false], [0.9, 0.9]).value).toBeCloseTo(0.4);
  // bins of 1/15: 0.62 alone and wrong (0.62), 1 alone and right (0) → 0.31
  expect(calibrationError([false, true], [0.62, 1]).value).toBeCloseTo(0.31);
  expect(calibrationError([false, false], [0, 0]).value).toBe(0);
  expect(() => calibrationError([true], [Number.NaN])).toThrow("[0, 1]");
});

test("AUROC counts a tie as half a win", () => {
  expect(auroc([true, false], [0.9, 0.1])).toEqual({ value: 1 });
  expect(auroc([true, false], [0.5, 0.5])).toEqual({ value: 0.5 });
  // positives 3 and 1, negatives 2 and 1: wins 3>2, 3>1, tie 1=1 → 2.5 of 4
  expect(auroc([true, true, false, false], [3, 1, 2, 1])).toEqual({ value: 0.625 });
});

test("AUROC without both classes says why there is none", () => {
  expect(auroc([true], [1])).toEqual({ value: null, why: "no negative rows" });
  expect(auroc([], [])).toEqual({ value: null, why: "no positive rows" });
});

test("false alarms are counted at the threshold that keeps the wanted share of positives", () => {
  const positive = [true, true, true, true, false, false];
  const score = [4, 3, 2, 1, 2.5, 0];
  expect(falseAlarmsAtRecall(positive, score, 0.75)).toEqual({ value: 0.5 });
  expect(falseAlarmsAtRecall(positive, score, 0.5)).toEqual({ value: 0 });
});

test("precision, recall and F1 of a detector, each null when nothing was there to count", () => {
  const { precision, recall, f1 } = detection([true, true, true, false], [true, true, false, true]);
  expect([precision.value, recall.value]).toEqual([2 / 3, 2 / 3]);
  expect(f1.value).toBeCloseTo(2 / 3);
  expect(detection([false], [false])).toEqual({
    precision: { value: null, why: "nothing was flagged" },
    recall: { value: null, why: "no positive rows" },
    f1: { value: null, why: "nothing to find and nothing flagged" },
  });
});

test("percentiles are nearest ranks", () => {
  expect(percentile([3, 1, 2, 4], 50)).toEqual({ value: 2 });
  expect(percentile([3, 1, 2, 4], 99)).toEqual({ value: 4 });
  expect(percentile([], 50)).toEqual({ value: null, why: "no values" });
});

test("ranking figures agree with a hand-made example", () => {
  const lists = [
    { ids: ["x", "a", "b"], relevant: ["a", "b"] },
    { ids: ["y", "z"], relevant: ["q"] },
  ];
  expect(mrrAt(10, lists)).toEqual({ value: 0.25 });
  expect(hitAt(1, lists)).toEqual({ value: 0 });
  expect(hitAt(3, lists)).toEqual({ value: 0.5 });
  expect(recallAt(2, lists)).toEqual({ value: 0.25 });
  // (1/log2 3 + 1/log2 4) / (1 + 1/log2 3) = 1.13093 / 1.63093, halved
  expect(ndcgAt(10, lists).value).toBeCloseTo(0.34671, 4);
});

test("an id that is listed twice is counted once", () => {
  expect(mrrAt(2, [{ ids: ["x", "x", "a"], relevant: ["a"] }])).toEqual({ value: 0.5 });
  expect(recallAt(3, [{ ids: ["a", "a"], relevant: ["a", "b"] }])).toEqual({ value: 0.5 });
});

test("no queries, no figure; a query without a relevant id is a defect", () => {
  expect(mrrAt(10, [])).toEqual({ value: null, why: "no queries" });
  expect(() => mrrAt(10, [{ ids: ["a"], relevant: [] }])).toThrow("without a relevant id");
});

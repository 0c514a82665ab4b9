import { beforeEach, expect, test } from "vitest";
import { DeltaWriter } from "#conversation/delta-writer";
import { ManualClock } from "../../fakes/manual-clock.ts";

let clock: ManualClock;
let sent: [take: number, index: number, text: string][];
let deltas: DeltaWriter;

beforeEach(() => {
  clock = new ManualClock("2026-11-22T10:00:00Z");
  sent = [];
  deltas = new DeltaWriter(clock, (take, index, text) => sent.push([take, index, text]));
});

test("the first piece leaves at once, later ones together, twenty milliseconds apart", () => {
  deltas.write(1, "A");
  expect(sent).toEqual([[1, 0, "A"]]);
  for (const piece of [" refund", " takes"]) deltas.write(1, piece);
  clock.advance(19);
  expect(sent).toHaveLength(1);
  clock.advance(1);
  expect(sent.at(-1)).toEqual([1, 1, " refund takes"]);
  deltas.write(1, " five");
  clock.advance(20);
  expect(sent.at(-1)).toEqual([1, 2, " five"]);
});

test("pieces that were gathered before they came leave as they come, whatever the clock of the frames says", () => {
  for (const piece of ["A", " refund"]) deltas.write(1, piece);
  clock.advance(20);
  for (const piece of [" takes", " five", " days"]) {
    clock.advance(piece === " takes" ? 10 : 20);
    deltas.write(1, piece);
  }
  expect(sent.map(([, , text]) => text)).toEqual(["A", " refund", " takes", " five", " days"]);
});

test("after a pause the next piece leaves at once again", () => {
  deltas.write(1, "A");
  clock.advance(20);
  deltas.write(1, " refund");
  expect(sent.at(-1)).toEqual([1, 1, " refund"]);
});

test("a higher take begins at once, from index 0, and what waited of the lower one is dropped", () => {
  deltas.write(1, "A");
  deltas.write(1, " lie");
  deltas.write(2, "The truth");
  clock.advance(40);
  expect(sent).toEqual([
    [1, 0, "A"],
    [2, 0, "The truth"],
  ]);
});

test("what waits is sent by a flush, once", () => {
  deltas.write(1, "A");
  deltas.write(1, " refund");
  deltas.flush();
  clock.advance(40);
  expect(sent.map(([, , text]) => text)).toEqual(["A", " refund"]);
});

test("what waits is dropped by a close", () => {
  deltas.write(1, "A");
  deltas.write(1, " refund");
  deltas.close();
  clock.advance(40);
  expect(sent).toHaveLength(1);
});

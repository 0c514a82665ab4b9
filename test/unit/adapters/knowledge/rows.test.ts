import { expect, test } from "vitest";
import { pack } from "#adapters/knowledge/rows";

test("rows travel in order, in as few values as their size allows", () => {
  const rows = Array.from({ length: 30 }, (_, n) => ({ n, text: "x".repeat(100_000) }));
  const packed = pack(rows);
  expect(packed.flatMap((json): unknown => JSON.parse(json))).toEqual(rows);
  expect(Math.max(...packed.map((json) => json.length))).toBeLessThan(600_000);
  expect(packed.length).toBeLessThan(9);
});

test("a row above the limit travels alone", () => {
  const rows = [{ text: "a" }, { text: "x".repeat(800_000) }, { text: "b" }];
  expect(pack(rows).map((json): unknown => JSON.parse(json))).toEqual([[rows[0]], [rows[1]], [rows[2]]]);
});

test("nothing to pack is nothing to send", () => {
  expect(pack([])).toEqual([]);
});

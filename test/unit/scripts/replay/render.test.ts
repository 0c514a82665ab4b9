import { expect, test } from "vitest";
import type { TurnComparison } from "../../../../scripts/replay/difference.ts";
import { replayOptions } from "../../../../scripts/replay/options.ts";
import { paintFor, renderComparison, renderTable } from "../../../../scripts/replay/render.ts";

const turns: TurnComparison[] = [
  { turn: 1, asked: "hello", skipped: null, differences: [], cost: { before: 5, after: 5 } },
  {
    turn: 2,
    asked: "where is\nmy parcel?",
    skipped: null,
    differences: [
      { aspect: "decision", before: ["answer"], after: ["offer"] },
      { aspect: "passages", before: ["a 1.0", "b 0.5"], after: ["b 0.5", "a 1.0"] },
      { aspect: "answer", before: ["same", "old"], after: ["same", "new"] },
    ],
    cost: { before: 7, after: 9 },
  },
  { turn: 3, asked: "stop", skipped: "it was stopped", differences: [], cost: { before: 0, after: 0 } },
];

const plain = paintFor({ isTTY: false });

test("only what changed is shown, unless its order is what changed", () => {
  expect(renderComparison("talk.json", turns, plain)).toBe(`talk.json
  1 = hello
  2 ≠ where is my parcel?
      decision  - answer
                + offer
      passages  - a 1.0
                - b 0.5
                + b 0.5
                + a 1.0
      answer    - old
                + new
  3 - stop  not compared: it was stopped
3 turns: 1 decided alike, 1 otherwise, 1 not compared
`);
});

test("where nobody looks at a terminal, there are no colours", () => {
  expect(plain("x", "added")).toBe("x");
  expect(renderComparison("talk.json", turns, plain)).not.toContain("\u001B");
  expect(paintFor({ isTTY: true })("x", "added")).toBe("\u001B[32mx\u001B[0m");
});

test("the table counts turns by what changed in them, and adds the money up", () => {
  const [head, row, total] = renderTable([{ name: "talk.json", turns }])
    .split("\n")
    .map((line) => line.trim().split(/ {2,}/));
  expect(head).toEqual([
    "conversation",
    "turns",
    "alike",
    "route",
    "passages",
    "tools",
    "decision",
    "answer",
    "sources",
    "rung",
    "prompt",
    "cost",
    "not compared",
    "before",
    "after",
  ]);
  expect(row).toEqual(["talk.json", "3", "1", "0", "1", "0", "1", "1", "0", "0", "0", "0", "1", "$0.000012", "$0.000014"]);
  expect(total?.slice(1)).toEqual(row?.slice(1));
});

test.each([
  [[]],
  [["a.json", "b.json"]],
  [["a.json", "--all", "folder"]],
  [["a.json", "--router", "tomorrow"]],
  [["a.json", "--from", "here"]],
  [["--colour"]],
])("a command line that cannot be meant is refused: %s", (args) => {
  expect(() => replayOptions(args)).toThrow(/./);
});

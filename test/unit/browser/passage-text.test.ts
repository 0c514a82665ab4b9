import { describe, expect, test } from "vitest";
import { findQuote, passageBlocks } from "#browser/widget/passage-text";

const section =
  "You can pay by card.\n\n- Credit card: 3 to 5 days.\n- Gift card: at once.\n\n1. Open the app.\n2. Press Save. It is saved.";

describe("the passage behind a citation", () => {
  test("is read as paragraphs, bullets and numbered steps, with every letter kept", () => {
    const blocks = passageBlocks(section, "");
    expect(blocks.map((block) => (block.kind === "list" ? [block.start, block.items.length] : block.kind))).toEqual([
      "paragraph",
      [null, 2],
      [1, 2],
    ]);
    const texts = blocks
      .flatMap((block) => (block.kind === "list" ? block.items : [block.runs]))
      .map((runs) => runs.map(({ text }) => text).join(""));
    expect(texts).toEqual([
      "You can pay by card.",
      "Credit card: 3 to 5 days.",
      "Gift card: at once.",
      "Open the app.",
      "Press Save. It is saved.",
    ]);
  });

  test("marks a quoted sentence and nothing else", () => {
    expect(passageBlocks(section, "Press Save.").at(-1)).toEqual({
      kind: "list",
      start: 1,
      items: [
        [{ text: "Open the app.", quoted: false }],
        [
          { text: "Press Save.", quoted: true },
          { text: " It is saved.", quoted: false },
        ],
      ],
    });
  });

  test("marks a quote that runs over several lines", () => {
    const quoted = passageBlocks(section, "- Credit card: 3 to 5 days.\n- Gift card: at once.").filter(
      (block) => block.kind === "list" && block.items.flat().every((run) => run.quoted),
    );
    expect(quoted).toHaveLength(1);
  });

  test("marks lines that stand apart, and leaves out what is not there", () => {
    expect(findQuote(section, "You can pay by card.\nGift card: at once.\nNever written.")).toEqual([
      { from: 0, to: 20 },
      { from: section.indexOf("Gift"), to: section.indexOf("Gift") + 19 },
    ]);
    expect(findQuote(section, "")).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, parseMarkdown } from "#browser/markdown/blocks";
import { type Inline, parseInline, plainText } from "#browser/markdown/inline";
import { readLink } from "#browser/markdown/links";

const paragraph = (source: string): Inline[] => {
  const [block] = parseMarkdown(source);
  return block?.kind === "paragraph" ? block.inline : [];
};

describe("marks inside a line", () => {
  test("strong, emphasis and code are told apart", () => {
    expect(parseInline("**Account › Billing** then *Save* or `E3`")).toEqual([
      { kind: "strong", inline: [{ kind: "text", text: "Account › Billing" }] },
      { kind: "text", text: " then " },
      { kind: "emphasis", inline: [{ kind: "text", text: "Save" }] },
      { kind: "text", text: " or " },
      { kind: "code", text: "E3" },
    ]);
  });

  test("a citation mark is a number, and a longer bracket is text", () => {
    expect(parseInline("Yes.[1][12] See [note].")).toEqual([
      { kind: "text", text: "Yes." },
      { kind: "citation", n: 1 },
      { kind: "citation", n: 12 },
      { kind: "text", text: " See [note]." },
    ]);
  });

  test("marks that are not closed stay text", () => {
    expect(parseInline("2 * 3 ** 4 `x")).toEqual([{ kind: "text", text: "2 * 3 ** 4 `x" }]);
    expect(plainText(parseInline("an \\*asterisk\\* and snake_case_name"))).toBe("an *asterisk* and snake_case_name");
  });

  test("strong inside emphasis closes where it was opened", () => {
    expect(parseInline("***both***")).toEqual([
      { kind: "strong", inline: [{ kind: "emphasis", inline: [{ kind: "text", text: "both" }] }] },
    ]);
  });

  test("an image is its description, and HTML is text", () => {
    expect(parseInline("![a cat](https://cats.example/x.png)<img src=x onerror=alert(1)>")).toEqual([
      { kind: "text", text: "a cat<img src=x onerror=alert(1)>" },
    ]);
  });
});

describe("links", () => {
  test("lead over https or to an article of this desk", () => {
    expect(readLink("https://verdanook.example/a?b=c")).toEqual({ to: "web", url: "https://verdanook.example/a?b=c" });
    expect(readLink("article:refund-times#by-card")).toEqual({ to: "article", id: "refund-times", anchor: "by-card" });
  });

  test.each([
    "http://verdanook.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//verdanook.example",
    "/articles/x",
    "https://user:pass@verdanook.example",
    "https://verdanook.example@evil.example",
    "https://",
    "article:../x",
    "vbscript:x",
    "\u0001javascript:alert(1)",
  ])("never lead to %s", (href) => {
    expect(readLink(href)).toBeNull();
  });

  test("that lead nowhere leave their words", () => {
    expect(parseInline("[click](javascript:alert(1)) [here](http://x.example)")).toEqual([
      { kind: "text", text: "[click](javascript:alert(1)) here" },
    ]);
  });
});

describe("blocks", () => {
  test("steps keep their numbers and may hold a paragraph or a list", () => {
    const [block] = parseMarkdown("3. Open **Billing**.\n4. Choose:\n   - card\n   - bank\n\n   Then save.\n5. Done");
    expect(block).toMatchObject({ kind: "list", start: 3 });
    const items = block?.kind === "list" ? block.items : [];
    expect(items.map((blocks) => blocks.map((inner) => inner.kind))).toEqual([
      ["paragraph"],
      ["paragraph", "list", "paragraph"],
      ["paragraph"],
    ]);
  });

  test("bullets and numbers are two lists", () => {
    expect(parseMarkdown("- a\n- b\n1. c").map((block) => block.kind === "list" && block.start)).toEqual([null, 1]);
  });

  test("heading, rule, code, quote and table are recognised", () => {
    const source = "## Title ##\n\n---\n\n```ts\n# not a heading\n```\n\n> quoted\n\n| a | b |\n|---|:-:|\n| 1 | 2 \\| 3 |";
    expect(parseMarkdown(source).map((block) => block.kind)).toEqual(["heading", "rule", "code", "quote", "table"]);
    const table = parseMarkdown(source).at(-1);
    expect(table?.kind === "table" && table.rows.map((row) => row.map(plainText))).toEqual([["1", "2 | 3"]]);
  });

  test("lines of one paragraph are joined by a break", () => {
    expect(paragraph("one\ntwo").map((token) => token.kind)).toEqual(["text", "break", "text"]);
  });

  test("code that is still being written is shown as code", () => {
    expect(parseMarkdown("```\nhalf a li")).toEqual([{ kind: "code", text: "half a li" }]);
  });
});

const marks = ["*", "**", "_", "`", "```", "[", "]", "(", ")", "![", "](", "https://a.example", "javascript:x", "\\", "\n", "\n\n", " ", "    ", "- ", "1. ", "# ", "> ", "|", "|-|", "<b>", "&lt;", "[1]", "é", "\u{1f331}", "\ud800"]; // prettier-ignore
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...marks), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 60 })
  .map((parts) => parts.join(""));

const inlinesOf = (block: Block): Inline[] => {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return block.inline;
    case "list":
      return block.items.flat().flatMap(inlinesOf);
    case "quote":
      return block.blocks.flatMap(inlinesOf);
    case "table":
      return [block.head, ...block.rows].flat(2);
    default:
      return [];
  }
};
const withInner = (token: Inline): Inline[] => [token, ...("inline" in token ? token.inline.flatMap(withInner) : [])];

test("whatever is written, every link is https or an article", () => {
  fc.assert(
    fc.property(hostile, (source) => {
      const tokens = parseMarkdown(source).flatMap(inlinesOf).flatMap(withInner);
      const links = tokens.flatMap((token) => (token.kind === "link" && token.target.to === "web" ? [token.target.url] : []));
      expect(links.every((url) => url.startsWith("https://"))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("whatever is written without marks is read back to the letter", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9,.;:?'"()<>&/ -]{0,80}$/), (source) => {
      expect(plainText(parseInline(source))).toBe(source);
    }),
  );
});

test.each([
  "*",
  "**",
  "`",
  "``",
  "[",
  "[a](",
  "![",
  "[1]",
  "*a ",
  "**a ",
  "**a* ",
  "> ",
  "- ",
  "  - ",
  "- a\n  ",
  "1. a\n",
  "|",
  "|a|\n|-|\n",
  "# ",
  "\\",
  "```\n",
  "--- ",
  "<a ",
])("a hundred thousand characters of %j end in one reading", (mark) => {
  const source = mark.repeat(Math.ceil(100_000 / mark.length));
  expect(parseMarkdown(source).length).toBeGreaterThan(0);
});

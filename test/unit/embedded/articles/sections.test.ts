import fc from "fast-check";
import { expect, test } from "vitest";
import { cutIntoSections } from "#embedded/articles/sections";
import { anyText } from "../any-text.ts";

const cut = (body: string, title = "Lamps") => cutIntoSections({ id: "lamps", version: "0a", title, body });
const textOf = (body: string) => cut(body)[0]?.text;

test("an article is cut at its headings, each section with the headings above it", () => {
  const sections = cut("Before.\n\n# Care\n\nWipe it.\n\n## Glass\n\nUse water.\n\n# Disposal\n\nAsk us.");
  expect(sections.map(({ section, heading, text }) => [section, heading, text])).toEqual([
    ["", "", "Before."],
    ["care", "Care", "Wipe it."],
    ["glass", "Care › Glass", "Use water."],
    ["disposal", "Disposal", "Ask us."],
  ]);
});

test("a first heading that repeats the title opens no section of its own", () => {
  expect(cut("# Lamps\n\nThey shine.").map(({ section, text }) => [section, text])).toEqual([["", "They shine."]]);
});

test("headings of the same words get different anchors, also when an anchor is taken already", () => {
  expect(cut("## Reset\n\na\n\n## Reset\n\nb\n\n## Reset 1\n\nc\n\n## Reset\n\nd").map(({ section }) => section)).toEqual([
    "reset",
    "reset-1",
    "reset-1-1",
    "reset-2",
  ]);
});

test("anchors keep letters of every script and lose punctuation", () => {
  expect(cut("## Größe & Preis (€)\n\na\n\n## 退款 多久？\n\nb\n\n## ???\n\nc").map(({ section }) => section)).toEqual([
    "größe--preis",
    "退款-多久",
    "section",
  ]);
});

test("a heading without text below it is kept only where nothing deeper follows", () => {
  expect(cut("# Setup\n\n## Wall\n\nDrill.\n\n## Ceiling").map(({ heading }) => heading)).toEqual(["Setup › Wall", "Setup › Ceiling"]);
});

test("an empty article is one empty section, so that its title is found", () => {
  expect(cut("")).toEqual([{ article: "lamps", version: "0a", section: "", title: "Lamps", heading: "", text: "" }]);
});

test("summary and tags ride along and are not quoted", () => {
  const [section] = cutIntoSections({ id: "a", version: "0a", title: "T", summary: "About **lamps**.", tags: ["light"], body: "Text." });
  expect(section).toMatchObject({ text: "Text.", summary: "About lamps.", tags: ["light"] });
});

test.each([
  ["links are their words", "Open [the *shop*](https://shop.example/a?b=c) or <https://x.example>.", "Open the shop or https://x.example."],
  ["reference links too", "See [our guide][g].\n\n[g]: https://guide.example", "See our guide."],
  ["images are their description", "Press ![the red button](b.png) now.", "Press the red button now."],
  [
    "emphasis, strikethrough and escapes vanish",
    "**Bold**, _soft_, ~~old~~, snake_case and 2 \\* 3.",
    "Bold, soft, old, snake_case and 2 * 3.",
  ],
  ["code is readable", "Run `npm i`:\n\n```sh\nnpm i\n\nnpm start\n```", "Run npm i:\n\nnpm i\nnpm start"],
  ["tables are lines", "| Plan | Price |\n|---|---|\n| *Small* | [€5](x) |", "Plan | Price\nSmall | €5"],
  ["lists keep one line an item", "- one\n  more\n- two\n  - inner", "- one more\n- two\n- inner"],
  ["steps keep their numbers", "3. Open.\n3. Press **Go**.\n   - gently", "3. Open.\n4. Press Go.\n- gently"],
  ["quotes are their words", "> **Note:** careful\n> now", "Note: careful now"],
  ["HTML is its words", "<p>Hello <b>you</b> &amp; me<br>bye</p><script>alert(1)</script>", "Hello you & me\nbye"],
  ["entities are read", "5&nbsp;€ &lt; 6&#8364; &unknown;", "5 € < 6€ &unknown;"],
  ["soft line ends are spaces, hard ones are line ends", "one\ntwo  \nthree", "one two\nthree"],
  ["plain text stays as it is", "Costs 3 < 5 and 7 > 6.", "Costs 3 < 5 and 7 > 6."],
])("%s", (_, markdown, plain) => {
  expect(textOf(markdown)).toBe(plain);
});

test("any text gives at least one section, unique anchors and no empty lines in a block", () => {
  const piece = fc.oneof(
    anyText(),
    fc.constantFrom(
      "# ",
      "## ",
      "- ",
      "1. ",
      "> ",
      "```",
      "|",
      "\n",
      "\n\n",
      "**",
      "_",
      "[",
      "](",
      ")",
      "<",
      ">",
      "&",
      "\\",
      "![",
      "<!--",
      "\t",
      "    ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const sections = cut(pieces.join(""));
      expect(sections.length).toBeGreaterThan(0);
      expect(new Set(sections.map(({ section }) => section)).size).toBe(sections.length);
      for (const { text } of sections) expect(text).not.toMatch(/\n{3}|^\s|\s$/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  "> ",
  ">",
  "1. ",
  "- ",
  "* a ",
  "a**b_",
  "[",
  "![",
  "<a ",
  "<!--",
  "&#",
  "`a",
  "|a|\n|-|\n",
  "# a\n",
  "[a]: b\n",
  "\t- ",
  "a@b.",
  "\\",
])("a hundred thousand characters of %j are cut without running out of stack", (piece) => {
  expect(cut(piece.repeat(Math.ceil(100_000 / piece.length))).length).toBeGreaterThan(0);
});

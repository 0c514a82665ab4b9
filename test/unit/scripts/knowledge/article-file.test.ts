import { expect, test } from "vitest";
import { readArticle, type Finding } from "#browser/article-file/read-article";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const good =
  "---\nid: night-trams\ntitle: Night trams\nsummary: When they run.\ntags: [night, late]\nupdated: 2026-05-01\n---\nThey run from 1 to 5.\n";

function findings(text: string | Uint8Array): Finding[] {
  const read = readArticle(typeof text === "string" ? bytes(text) : text);
  return read.ok ? [] : read.error.findings;
}

function draft(text: string) {
  const read = readArticle(bytes(text));
  return read.ok ? read.value.draft : read.error;
}

test("front matter and text make an article", () => {
  expect(draft(good)).toEqual({
    id: "night-trams",
    title: "Night trams",
    summary: "When they run.",
    tags: ["night", "late"],
    updated: "2026-05-01",
    body: "They run from 1 to 5.",
  });
});

test("summary, tags and date may be left out", () => {
  expect(draft("---\nid: a\ntitle: A\n---\nText")).toEqual({ id: "a", title: "A", summary: "", tags: [], body: "Text" });
});

test("line ends and a byte order mark make no other article", () => {
  expect(draft(`\ufeff${good.replaceAll("\n", "\r\n")}`)).toEqual(draft(good));
});

test("a rule inside the text does not end it", () => {
  expect(draft("---\nid: a\ntitle: A\n---\nOne\n\n---\n\nTwo")).toMatchObject({ body: "One\n\n---\n\nTwo" });
});

test.each([
  ["no front matter", "# Night trams\n\nText", [{ line: 1, what: expect.stringContaining("no front matter") }]],
  ["an empty file", "", [{ line: 1, what: expect.stringContaining("no front matter") }]],
  ["front matter without an end", "---\nid: a\ntitle: A\n\nText", [{ line: 1, what: expect.stringContaining("has no end") }]],
  [
    "front matter that is no YAML",
    '---\nid: a\ntitle: "A\n---\nText',
    [{ line: expect.any(Number), what: expect.stringContaining("not YAML") }],
  ],
  ["a name given twice", "---\nid: a\ntitle: A\nid: b\n---\nText", [{ line: 4, what: expect.stringContaining("not YAML") }]],
  ["front matter that is a list", "---\n- id\n- title\n---\nText", [{ line: 1, what: expect.stringContaining('"name: value"') }]],
  ["empty front matter", "---\n---\nText", [{ line: 1, what: expect.stringContaining('"name: value"') }]],
  ["a missing title", "---\nid: a\n---\nText", [{ line: 1, what: '"title" is missing in the front matter' }]],
  [
    "an id with a space",
    "---\ntitle: A\nid: night trams\n---\nText",
    [{ line: 3, what: expect.stringContaining('"id": lower-case letters') }],
  ],
  ["a title that is a number", "---\nid: a\ntitle: 2026\n---\nText", [{ line: 3, what: expect.stringContaining('"title"') }]],
  ["a tag that is a number", "---\nid: a\ntitle: A\ntags: [x, 5]\n---\nText", [{ line: 4, what: expect.stringContaining('"tags.1"') }]],
  [
    "an unknown field",
    "---\nid: a\ntitle: A\n\nauthor: B\n---\nText",
    [{ line: 5, what: expect.stringContaining('"author" is no field') }],
  ],
  ["a date that is none", "---\nid: a\ntitle: A\nupdated: yesterday\n---\nText", [{ line: 4, what: expect.stringContaining('"updated"') }]],
  ["no text", "---\nid: a\ntitle: A\n---\n \n\n", [{ line: 5, what: "the article has no text below its front matter" }]],
  ["too much text", `---\nid: a\ntitle: A\n---\n${"x".repeat(200_001)}`, [{ line: 5, what: expect.stringContaining("body") }]],
])("%s is refused with its line", (_, text, expected) => {
  expect(findings(text)).toEqual(expected);
});

test("everything that is wrong is said at once", () => {
  const said = findings("---\ntitle: ''\nauthor: B\n---\n");
  expect(new Set(said.map(({ line }) => line))).toEqual(new Set([1, 2, 3, 5]));
});

test("text that is not UTF-8 is refused, with the line of the first broken byte", () => {
  const latin1 = Uint8Array.from([...bytes(`${good}\nCaf`), 0xe9, ...bytes("\n")]);
  expect(findings(latin1)).toEqual([{ line: 10, what: expect.stringContaining("not UTF-8") }]);
});

test("a bomb of aliases is refused", () => {
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x]",
    ..."bcdefghi".split("").map((name, n) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[n]}`).join(", ")}]`),
  ];
  expect(findings(`---\n${bomb.join("\n")}\n---\nText`)).not.toEqual([]);
});

test("links to other articles are found with their lines", () => {
  const read = readArticle(
    bytes(
      `${good}\nSee [days](article:day-trams#sunday) and [x].\n\n[x]: article:fares\n<article:maps>\n[no](https://example.com/article:no)`,
    ),
  );
  expect(read.ok && read.value.links).toEqual([
    { line: 10, target: "day-trams" },
    { line: 12, target: "fares" },
    { line: 13, target: "maps" },
  ]);
});

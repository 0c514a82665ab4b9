import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { readRows, YesNoSchema } from "../../../eval/input.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-eval-"));
const LabelledSchema = z.object({ text: z.string(), label: z.string() });
const aliases = { label: ["category"] };

function file(content: string | Uint8Array): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.data`);
  writeFileSync(path, content);
  return path;
}

const read = (content: string | Uint8Array) => readRows(file(content), LabelledSchema, aliases);

test("CSV with quotes, line breaks in fields, CRLF and a byte order mark keeps its lines", () => {
  expect(read('\uFEFFtext,category\r\n"a, ""b""\r\nc",one\r\n\r\nplain,two')).toEqual([
    { line: 2, value: { text: 'a, "b"\r\nc', label: "one" } },
    { line: 5, value: { text: "plain", label: "two" } },
  ]);
});

test("an empty quoted field is a field", () => {
  expect(readRows(file('text\n""\n'), z.object({ text: z.string() }))).toEqual([{ line: 2, value: { text: "" } }]);
});

test("JSON lines skip blank lines and may be gzipped", () => {
  const rows = [{ line: 2, value: { text: "a", label: "one" } }];
  expect(read('\n{"text":"a","label":"one"}\r\n\n')).toEqual(rows);
  expect(read(gzipSync('\n{"text":"a","label":"one"}\n'))).toEqual(rows);
});

test("a JSON array keeps the line of each item, whatever its strings hold", () => {
  expect(read('\n[\n {"text": "],\\"[{",\n  "label": "x"},\n {"text": "b", "category": "y"}\n]\n')).toEqual([
    { line: 3, value: { text: '],"[{', label: "x" } },
    { line: 5, value: { text: "b", label: "y" } },
  ]);
});

test("the field itself wins over its alias", () => {
  expect(read('{"text":"a","label":"one","category":"two"}')[0]?.value.label).toBe("one");
});

test("yes and no are understood in every spelling", () => {
  const rows = readRows(file("y\n1\n0\ntrue\n"), z.object({ y: YesNoSchema }));
  expect(rows.map(({ value }) => value.y)).toEqual([true, false, true]);
  expect(() => readRows(file('{"y":2}'), z.object({ y: YesNoSchema }))).toThrow(/:1: y: expected 0 or 1$/);
});

test.each([
  ["", /: the file is empty$/],
  ["\n", /: the file holds no rows$/],
  ["[]", /: the file holds no rows$/],
  ["text,category\n", /: the file holds no rows$/],
  [gzipSync(""), /: the file is empty$/],
  [new Uint8Array([0xc3, 0x28]), /: the file is not UTF-8 text$/],
  ['{"text":"a","label":"b"}\n{"text"', /:2: not JSON/],
  ['{"text":"a","label":"b"}\n7', /:2: expected an object with named fields, found number$/],
  ['{"text":"a"}', /:1: expected a field "label" or "category"; the row has text$/],
  ['{"text":1,"label":"b"}', /:1: text: Invalid input: expected string, received number$/],
  ["text,category\na,b,c\n", /:2: 3 fields; expected 2 \(text, category\)$/],
  ['text,category\na,b\n"a,b\n\n', /:3: a quoted field never ends/],
  ['text,category\n"a"b,c\n', /:2: text after a closing "/],
  ["text,text\na,b\n", /:1: two columns are called "text"$/],
  ['[\n{"text":"a","label":"b"},\n{]', /never ends|not JSON/],
  ['[{"text":"a","label":"b"}', /the array never ends/],
  ['[{"text":"a","label":"b"}] x', /text after the end of the array/],
])("what is wrong with %j is said with its line", (content, message) => {
  expect(() => read(content)).toThrow(message);
});

test("a file that does not exist is said", () => {
  expect(() => readRows(join(folder, "nowhere.csv"), LabelledSchema)).toThrow(/nowhere.csv: cannot be read/);
});

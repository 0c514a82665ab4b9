import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildRouterModel, routerModelBytes } from "../../../../scripts/build/router-model.ts";
import { readExamples, readSupportIntents } from "../../../../scripts/intents/read-examples.ts";
import { inRepository } from "../../../../scripts/repository.ts";
import { train } from "../../../../scripts/train.ts";
import { parseIntentModel } from "#embedded/intents/artefact";

const folder = (): string => mkdtempSync(join(tmpdir(), "intents-"));

function file(content: string, name = "examples.jsonl"): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

function support(
  examples: Record<string, string>,
  taxonomy = "intents:\n  - { name: a, description: A }\n  - { name: b, description: B, handoff: true }\n",
): string {
  const root = folder();
  mkdirSync(join(root, "intents", "examples"), { recursive: true });
  writeFileSync(join(root, "intents", "intents.yaml"), taxonomy);
  for (const [name, content] of Object.entries(examples)) writeFileSync(join(root, "intents", "examples", `${name}.jsonl`), content);
  return root;
}

const row = (text: string, label: string): string => `${JSON.stringify({ text, label })}\n`;

test("JSON lines and CSV are read, whatever the label is called", () => {
  expect(readExamples(file(row("hi", "a"))).map(({ value }) => value)).toEqual([{ text: "hi", label: "a" }]);
  expect(readExamples(file('text,category\n"hi, you",a\n', "examples.csv")).map(({ value }) => value)).toEqual([
    { text: "hi, you", label: "a" },
  ]);
});

test.each([
  ["an empty text", row("hi", "a") + row("  ", "a"), ":2: text: the text is empty"],
  ["a row without a label", '{"text":"hi"}\n', ':1: expected a field "label"'],
  ["one text under two labels", row("Hi", "a") + row("ok", "a") + row("hi ", "b"), ':3: "hi " is b here and a at '],
  ["an empty file", "", ": the file is empty"],
])("%s is refused with its line", (_, content, message) => {
  expect(() => readExamples(file(content))).toThrow(message);
});

test.each([
  ["an unknown intent", { a: row("hi", "a") + row("ho", "c"), b: row("x", "b") }, 'a.jsonl:2: unknown intent "c"; there is: a, b'],
  ["an intent without a file", { a: row("hi", "a") }, "b.jsonl: cannot be read"],
  ["an intent without examples", { a: row("hi", "a"), b: row("ho", "a") }, 'the intent "b" has no examples'],
  ["one text in two files", { a: row("hi", "a"), b: row("HI", "b") }, 'b.jsonl:1: "HI" is b here and a at '],
])("in a support folder %s is refused", (_, examples, message) => {
  expect(() => readSupportIntents(support(examples))).toThrow(message);
});

test("a taxonomy with a word too many is refused", () => {
  expect(() => readSupportIntents(support({}, "intents:\n  - { name: a, description: A, handof: true }\n"))).toThrow(
    "intents.yaml: intents",
  );
});

test("the sample desk has at least forty examples of each of its intents", () => {
  const { taxonomy, examples } = readSupportIntents(inRepository("support"));
  expect(taxonomy.intents.map(({ name }) => name).toSorted()).toEqual(["billing", "escalation", "general", "technical"]);
  for (const { name } of taxonomy.intents) expect(examples.filter(({ label }) => label === name).length).toBeGreaterThanOrEqual(40);
});

test("the built router is the same each time, can be read, and knows its handoff", () => {
  const out = join(folder(), "dist");
  const files = { model: join(out, "router.bin"), examples: join(out, "examples.json") };
  expect(buildRouterModel(inRepository("support"), files)).toContain("examples");
  const bytes = new Uint8Array(readFileSync(files.model));
  expect(bytes).toEqual(routerModelBytes(inRepository("support")).bytes);
  const parsed = parseIntentModel(bytes);
  expect(parsed.ok && parsed.value.handoff).toEqual(["escalation"]);
});

test("training says what it learned from and writes a model", () => {
  const out = join(folder(), "model.bin");
  const examples = file(["red", "blue", "green", "warm", "cold", "hot"].map((text, at) => row(text, at < 3 ? "colour" : "heat")).join(""));
  const lines = train({ examples, out, outOfScopeLabel: undefined });
  expect(lines.slice(0, 2)).toEqual(["colour  3", "heat    3"]);
  expect(lines.join("\n")).toMatch(/6 examples, 2 labels, .* s, \d+ bytes/);
  expect(parseIntentModel(new Uint8Array(readFileSync(out))).ok).toBe(true);
});

test("examples of one label only are refused", () => {
  expect(() => train({ examples: file(row("hi", "a") + row("ho", "a")), out: join(folder(), "m"), outOfScopeLabel: undefined })).toThrow(
    'every example is "a"',
  );
});

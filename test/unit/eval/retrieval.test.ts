import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { abstain } from "../../../eval/abstain.ts";
import { runCommand } from "../../../eval/command.ts";
import { retrieval } from "../../../eval/retrieval.ts";

const folder = mkdtempSync(join(tmpdir(), "eval-retrieval-"));
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

const articles = lines([
  { id: "lamp", title: "Clean the lamp", body: "Wipe the glass of the lamp." },
  { id: "door", title: "Open the door", body: "Turn the handle." },
]);
const docs = write("docs.jsonl.gz", gzipSync(articles));
const queries = write(
  "queries.jsonl",
  lines([
    { qid: "1", query: "cleaning a lamp", relevant: ["lamp"] },
    { qid: "2", query: "open door", relevant: ["door"] },
  ]),
);

async function run(...argv: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await runCommand(argv, [retrieval, abstain], {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
  });
  return { code, stdout, stderr };
}

test("questions find their articles, and what was found is written a line a question", async () => {
  const predictions = join(folder, "predictions.jsonl");
  const { code, stdout } = await run("retrieval", "--docs", docs, "--queries", queries, "--json", "--predictions", predictions);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    what: "retrieval",
    n: { articles: 2, questions: 2 },
    figures: { mrr10: 1, hit1: 1, recall10: 1 },
  });
  expect(readFileSync(predictions, "utf8")).toBe(
    lines([
      { qid: "1", ids: ["lamp"] },
      { qid: "2", ids: ["door"] },
    ]),
  );
});

test("an article that doesn't exist is named and counts as not found", async () => {
  const asked = write(
    "missing.jsonl",
    lines([
      { query: "cleaning a lamp", relevant: ["lamp"] },
      { query: "paint a fence", relevant: ["fence"] },
    ]),
  );
  const { code, stdout } = await run("retrieval", "--docs", docs, "--queries", asked);
  expect(code).toBe(0);
  expect(stdout).toContain('line 2: "fence"');
  expect(stdout).toMatch(/hit@1 +50\.0 %/);
  expect(stdout).not.toContain("NaN");
});

test("a second article with the same id is refused with its line", async () => {
  const twice = write("twice.jsonl", articles + articles);
  expect(await run("retrieval", "--docs", twice, "--queries", queries)).toMatchObject({
    code: 1,
    stderr: `${twice}:3: a second article with the id "lamp"; expected each id once\n`,
  });
});

test("a folder of Markdown files is read as the import reads it, with the desk's synonyms", async () => {
  mkdirSync(join(folder, "knowledge"));
  write("knowledge/lamp.md", "---\nid: lamp\ntitle: Clean the lamp\n---\nWipe the glass.\n");
  const synonyms = write("synonyms.yaml", "groups:\n  - [lamp, luminaire]\n");
  const asked = write("luminaire.jsonl", lines([{ text: "luminaire", article: "lamp" }]));
  const { stdout } = await run("retrieval", "--docs", join(folder, "knowledge"), "--queries", asked, "--synonyms", synonyms, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ figures: { hit1: 1 } });
});

test("foreign messages score below questions, in the order of the input", async () => {
  const foreign = write("foreign.jsonl", lines([{ text: "who won the race" }]));
  const predictions = join(folder, "scores.jsonl");
  const { stdout } = await run(
    "abstain",
    "--docs",
    docs,
    "--queries",
    queries,
    "--foreign",
    foreign,
    "--json",
    "--predictions",
    predictions,
  );
  expect(JSON.parse(stdout)).toMatchObject({ n: { questions: 2, foreign: 1 }, figures: { auroc: 1, falseAnswersAt90: 0 } });
  expect(readFileSync(predictions, "utf8").trim().split("\n")).toHaveLength(3);
});

test("questions that name no article are foreign where others name one; without any, the figures say why they are missing", async () => {
  const mixed = write(
    "mixed.jsonl",
    lines([
      { text: "clean the lamp", article: "lamp" },
      { text: "who won the race", article: null },
    ]),
  );
  expect(JSON.parse((await run("abstain", "--docs", docs, "--queries", mixed, "--json")).stdout)).toMatchObject({
    n: { questions: 1, foreign: 1 },
  });
  expect(JSON.parse((await run("abstain", "--docs", docs, "--queries", queries, "--json")).stdout)).toMatchObject({
    figures: { auroc: null },
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ArticleDraft } from "#contracts/articles";
import { chunksOf } from "../../../../scripts/knowledge/chunks.ts";
import { operatorToken } from "../../../../scripts/knowledge/operator-token.ts";
import { knowledgeOptions } from "../../../../scripts/knowledge/options.ts";

test("a command line becomes what is wanted", () => {
  expect(knowledgeOptions(["import", "articles", "--dry-run", "--prune"]).wanted).toEqual({
    what: "import",
    folder: "articles",
    dryRun: true,
    prune: true,
  });
  expect(knowledgeOptions(["search", "where is my tram?", "--limit", "3"]).wanted).toEqual({
    what: "search",
    question: "where is my tram?",
    limit: 3,
  });
  expect(knowledgeOptions(["remove", "a", "b", "a"]).wanted).toEqual({ what: "remove", ids: ["a", "b"] });
  expect(knowledgeOptions(["list", "--url", "https://desk.example.com"]).url.origin).toBe("https://desk.example.com");
  expect(knowledgeOptions(["list", "--help"]).wanted).toEqual({ what: "help" });
});

test.each([
  [[], "Say what to do"],
  [["publish"], 'no "publish"'],
  [["import"], "one folder"],
  [["import", "a", "b"], "one folder"],
  [["search", "where", "is", "it"], "quotation marks"],
  [["search", " "], "one question"],
  [["search", "x", "--limit", "0"], "1 to 50"],
  [["remove"], "ids"],
  [["list", "x"], "nothing more"],
  [["list", "--url", "desk"], "web address"],
  [["list", "--url", "file:///etc"], "web address"],
  [["import", "a", "--prun"], "--prun"],
])("%j is refused with a sentence", (args, sentence) => {
  expect(() => knowledgeOptions(args)).toThrow(sentence);
});

test("the token of .dev.vars goes to this machine only, and none goes over an open line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "edgedesk-token-"));
  const devVars = join(folder, ".dev.vars");
  await writeFile(devVars, '# made here\nOPERATOR_TOKEN="from file"\n');
  const none = { given: undefined, environment: undefined, devVars };
  const here = new URL("http://localhost:8787");
  const there = new URL("https://desk.example.com");
  expect(operatorToken(here, none)).toBe("from file");
  expect(operatorToken(here, { ...none, environment: "from environment" })).toBe("from environment");
  expect(operatorToken(here, { ...none, environment: "from environment", given: "given" })).toBe("given");
  expect(operatorToken(there, { ...none, given: "given" })).toBe("given");
  expect(() => operatorToken(there, none)).toThrow("No operator token for https://desk.example.com");
  expect(() => operatorToken(new URL("http://desk.example.com"), { ...none, given: "given" })).toThrow("https");
  expect(() => operatorToken(here, { ...none, devVars: join(folder, "nothing") })).toThrow("npm start makes one");
  await rm(folder, { recursive: true });
});

test("requests stay within both limits, in order, and a large article goes alone", () => {
  const article = (id: string, length: number): ArticleDraft => ({ id, title: id, summary: "", tags: [], body: "é".repeat(length) });
  const articles = [article("a", 10), article("b", 10), article("c", 10), article("d", 600), article("e", 300), article("f", 10)];
  const chunks = chunksOf(articles, { articles: 2, bytes: 1_000 });
  expect(chunks.map((chunk) => chunk.map(({ id }) => id))).toEqual([["a", "b"], ["c"], ["d"], ["e", "f"]]);
  const thirds = chunksOf(
    ["x", "y", "z"].map((id) => article(id, 150)),
    { articles: 100, bytes: 1_000 },
  );
  expect(thirds.map((chunk) => chunk.length)).toEqual([2, 1]);
});

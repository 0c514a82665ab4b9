/** `npm run record` as a process, against a server behind a real port: what it writes is what the test of exchanges can play back, and what it must not write is not there. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { finish } from "../../../scripts/command.ts";
import { ExchangeSchema } from "../../../scripts/record/exchange.ts";
import { repository } from "../../../scripts/repository.ts";
import type { ModelScript } from "../../doubles/model-script.ts";
import { openAiCompatibleServer } from "../../doubles/openai-compatible-server.ts";

const key = "sk-of-nobody-0123456789";
const willing: ModelScript = ({ wantsJson }) => ({
  answer: wantsJson ? '{"label":"billing","confidence":0.9}' : "A refund takes five working days [1].",
});

async function recorded(script: ModelScript, ...args: string[]) {
  const server = await openAiCompatibleServer(script, 0, { embed: (texts) => texts.map(() => [0.6, 0.8]), rerank: () => [0.9, 0.1] });
  const folder = mkdtempSync(join(tmpdir(), "edgedesk-record-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const all = ["scripts/record.ts", "--url", server.url, "--into", folder, ...args];
  const { code, output } = await finish(process.execPath, all, { cwd: repository, env: { ...process.env, MODELS_KEY: key } });
  return { code, output, files: Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")])) };
}

test("what each model was asked and said is written down with its origin, and without the key that was sent", async () => {
  const { code, output, files } = await recorded(
    willing,
    "--chat",
    "m",
    "--embedding",
    "e",
    "--reranker",
    "r",
    "--from",
    "a server of the tests",
  );
  expect(output).toContain("embedding: 2 vectors of 2 dimensions");
  expect(code).toBe(0);
  const exchanges = Object.values(files).map((text) => ExchangeSchema.parse(JSON.parse(text)));
  expect(Object.fromEntries(exchanges.map(({ probe, path }) => [probe, path]))).toEqual({
    stream: "/chat/completions",
    json: "/chat/completions",
    embedding: "/embeddings",
    reranking: "/rerank",
  });
  for (const { source } of exchanges) expect(source).toMatch(/^recorded on \d{4}-\d\d-\d\d from a server of the tests$/);
  expect(JSON.stringify(files)).not.toContain(key);
});

test("a model that the desk could not use is reported, and nothing is kept of it", async () => {
  const { code, output, files } = await recorded(() => ({ fault: "cut" }), "--chat", "m", "--from", "a server of the tests");
  expect(output).toMatch(/stream: failed.*\njson: failed/);
  expect([code, files]).toEqual([1, {}]);
});

test("without a word on where the answers are from, nothing is asked", async () => {
  const { code, output, files } = await recorded(willing, "--chat", "m");
  expect(output).toContain("--from");
  expect([code, files]).toEqual([2, {}]);
});

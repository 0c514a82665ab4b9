/** The command as a person runs it, over exports of our own and a desk that answers from memory. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finish } from "../../../../scripts/command.ts";
import { repository } from "../../../../scripts/repository.ts";
import { openAiCompatibleServer } from "../../../doubles/openai-compatible-server.ts";
import { quoteFirstPassage } from "../../../doubles/quoting-model.ts";

const exports = join(import.meta.dirname, "../../../fixtures/exports");
const folder = mkdtempSync(join(tmpdir(), "edgedesk-replay-"));
const talk = readFileSync(join(exports, "embedded-answers.json"), "utf8");
const conversation = "0".repeat(31) + "1";

let desk: Server;
let url: string;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  desk = createServer((request, response) => {
    asked.push(request.headers.authorization);
    const flags = [{ turn: `${conversation}-t2`, conversation, at: "2026-11-22T10:00:00.000Z", why: "wrong", wanted: { kind: "offer" } }];
    const known: Record<string, string> = { "/v1/flags": JSON.stringify({ flags }), [`/v1/conversations/${conversation}/export`]: talk };
    const body = known[request.url ?? ""];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" }).end(body ?? "{}");
  });
  await new Promise<void>((resolve) => void desk.listen(0, "127.0.0.1", resolve));
  const address = desk.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => {
  desk.close();
  rmSync(folder, { recursive: true });
});

const replay = (...args: string[]) => finish(process.execPath, ["scripts/replay.ts", ...args], { cwd: repository });

test("a folder of exports is held again, and the same decisions leave the exit code alone", async () => {
  const { code, stdout } = await replay("--all", exports, "--expect-identical");
  expect(stdout).toMatch(/^conversation +turns +alike/);
  expect(stdout).toMatch(/models\.json +4 +4/);
  expect(code).toBe(0);
});

test("a difference fails only a run that expects none", async () => {
  const file = join(exports, "models.json");
  expect(await replay(file, "--models", "embedded", "--expect-identical")).toMatchObject({ code: 1 });
  const { code, stdout } = await replay(file, "--models", "embedded");
  expect(code).toBe(0);
  expect(stdout).toContain("rung");
  expect(stdout).not.toContain("\u001B");
});

test("models that are really asked take the place of the recorded ones: their answers and their tokens are seen, and nothing is called but them", async () => {
  const models = await openAiCompatibleServer((request) =>
    request.wantsJson ? { answer: "{}" } : { answer: quoteFirstPassage(request), usage: { input: 700, output: 30 } },
  );
  const file = join(exports, "models.json");
  const { code, stdout } = await replay(file, "--models", "openai-compatible", "--models-url", models.url, "--model", "scripted");
  await models.close();
  expect(code).toBe(0);
  expect(stdout).toContain("+ model openai-compatible/scripted");
  expect(stdout.trim().split("\n").at(-1)).toMatch(/^4 turns: \d decided alike, [1-4] otherwise$/);
  const streamed = models.requests.filter(({ wantsJson }) => !wantsJson);
  expect(streamed.length).toBeGreaterThan(1);
  expect(streamed[0]).toMatchObject({ model: "scripted", streamed: true });
  // The prompt is today's, over the passages that were found then.
  expect(streamed[0]?.messages.at(-1)?.text).toContain("How many days until the refund shows up on my credit card?");
});

test("a model server that fails leaves the answer to the rung below, and the difference says so", async () => {
  const models = await openAiCompatibleServer(() => ({ fault: "server-error" }));
  const file = join(exports, "models.json");
  const { code, stdout } = await replay(file, "--models", "openai-compatible", "--models-url", models.url, "--model", "scripted");
  await models.close();
  expect(code).toBe(0);
  expect(stdout).toContain("+ embedded");
});

test("a conversation is fetched from the desk, kept and held again", async () => {
  const file = join(folder, "talk.json");
  const { code, stdout } = await replay("--conversation", conversation, "--from", url, "--token", "secret", "--save", file);
  expect({ code, last: stdout.trim().split("\n").at(-1) }).toEqual({ code: 0, last: "4 turns: 4 decided alike, 0 otherwise" });
  // Fields that later releases added may stand there, too.
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject(JSON.parse(talk));
  expect(asked.at(-1)).toBe("Bearer secret");
});

test("flagged answers of the desk become golden conversations", async () => {
  const file = join(folder, "flagged.yaml");
  expect(await replay("--flagged", "--from", url, "--token", "secret", "--to", file)).toMatchObject({ code: 0 });
  expect(readFileSync(file, "utf8")).toContain("kind: offer");
});

test.each([
  [["nowhere.json"], "nowhere.json"],
  [["--conversation", "f".repeat(32)], "404"],
  [["--models", "nonsense", "--all", exports], "nonsense"],
  [[], "Name one thing"],
])("what cannot be done is one sentence, and the exit code 2: %s", async (args, words) => {
  const { code, output } = await replay(...args, "--from", url, "--token", "secret");
  expect(output).toContain(words);
  expect(output).not.toContain("    at ");
  expect(output).not.toContain("secret");
  expect(code).toBe(2);
});

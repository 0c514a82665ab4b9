import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { killTree, runningProcesses } from "../../scripts/process-tree.ts";
import type { RunningProcess } from "../../scripts/process-tree.ts";
import { freePort } from "../../scripts/start/ports.ts";
import { npmStart } from "./running-start.ts";

const state = mkdtempSync(join(tmpdir(), "edgedesk-start-"));
const port = await freePort();
const begin = () => npmStart("--port", String(port), "--state", state);
const stillRunning = (members: RunningProcess[]) => {
  const running = runningProcesses();
  return members.filter(({ pid, command }) => running.some((other) => other.pid === pid && other.command === command));
};
const HealthSchema = z.object({ status: z.literal("ok"), knowledge: z.object({ sections: z.int() }) });
const health = async () => HealthSchema.parse(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json());

afterAll(() => rmSync(state, { recursive: true, force: true }));

test("a desk starts, outlives a power cut and a killed server with all that it stored, and ends with Ctrl-C", async () => {
  const first = begin();
  const cut = await first.ready;
  expect(first.output()).toMatch(/Articles: \d+ added/);
  const before = await health();
  expect(before.knowledge.sections).toBeGreaterThan(0);
  killTree(first.pid);
  await first.ended;

  const second = begin();
  const members = await second.ready;
  expect(stillRunning(cut)).toEqual([]);
  expect(second.output()).not.toContain("Articles:");
  expect(await health()).toEqual(before);
  const server = members.find(({ command }) => command.includes("wrangler-dist/cli.js dev"));
  process.kill(server?.pid ?? 0, "SIGKILL");
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain("run npm start again");
  expect(stillRunning(members)).toEqual([]);

  const third = begin();
  const rest = await third.ready;
  process.kill(third.pid, "SIGINT");
  expect(await third.ended).toBe(0);
  expect(stillRunning(rest)).toEqual([]);
});

test("a port that is taken is refused with a sentence that says what to do", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const taken = typeof address === "object" && address !== null ? address.port : 0;
  const start = npmStart("--port", String(taken), "--state", state);
  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(`Port ${taken} is taken. End what listens there, or choose another: npm start -- --port ${taken + 1}\n`);
  other.close();
});

test.for([
  ["--port", "eighty", '--port takes a number from 1 to 65535, not "eighty".'],
  ["--prot", "80", "Unknown option '--prot'"],
])("%s %s is refused with a sentence", async ([option = "", value = "", sentence = ""]) => {
  const start = npmStart(option, value);
  expect(await start.ended).toBe(1);
  expect(start.output()).toContain(sentence);
});

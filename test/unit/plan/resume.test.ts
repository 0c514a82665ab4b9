import { expect, test } from "vitest";
import type { StepRecord } from "#plan/journal";
import { MemoryJournal } from "../../fakes/memory-journal.ts";
import { failing, scriptedAgent, silence } from "../../fakes/scripted-agent.ts";
import { standstill } from "../../fakes/standstill.ts";
import { answer, answering, labelled, route, search, start } from "./started-plan.ts";

const finished = (step: string, output: unknown): StepRecord => ({
  step,
  agent: step,
  outcome: "done",
  rung: "embedded",
  attempts: 1,
  startedAtMs: 0,
  tookMs: 1,
  input: {},
  output,
  reason: null,
});

test("a step that the journal has as done is not run again, and its output is used", async () => {
  const router = scriptedAgent("router", () => ({ label: "again" }), labelled);
  const knowledge = scriptedAgent("knowledge", () => ({ label: "again" }), labelled);
  const resolution = scriptedAgent("resolution", () => ({ label: "done" }), answering);
  const journal = new MemoryJournal([finished("knowledge", { label: "before" })]);
  const records = await start([route, search, answer], [router, knowledge, resolution], { journal }).run;
  expect([router.calls.length, knowledge.calls.length]).toEqual([1, 0]);
  expect(resolution.calls).toEqual([{ found: "before" }]);
  expect(records.get("knowledge")).toEqual(finished("knowledge", { label: "before" }));
});

test("a journalled output that no longer fits the agent's contract is made again", async () => {
  const knowledge = scriptedAgent("knowledge", () => ({ label: "again" }), labelled);
  await start([search], [knowledge], { journal: new MemoryJournal([finished("knowledge", { old: true })]) }).run;
  expect(knowledge.calls.length).toBe(1);
});

test("an abort ends every attempt at once and starts nothing more", async () => {
  const router = scriptedAgent("router", silence, { policy: { retries: 3 } });
  const resolution = scriptedAgent("resolution", () => ({ label: "never" }), answering);
  const { run, abort } = start([route, search, answer], [router, scriptedAgent("knowledge", () => ({ label: "p" }), labelled), resolution]);
  await standstill();
  abort.abort(new Error("stopped"));
  const records = await run;
  expect(records.get("router")).toMatchObject({ outcome: "failed", reason: "stopped", attempts: 1 });
  expect(records.get("resolution")?.outcome).not.toBe("done");
  expect([router.calls.length, resolution.calls.length]).toEqual([1, 0]);
});

test("an abort during the wait before a retry ends the step", async () => {
  const router = scriptedAgent("router", failing("busy"), { policy: { retries: 3 } });
  const { run, abort } = start([route], [router]);
  await standstill();
  abort.abort(new Error("stopped"));
  expect((await run).get("router")).toMatchObject({ outcome: "failed", reason: "busy", attempts: 1 });
});

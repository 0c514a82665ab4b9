import { expect, test } from "vitest";
import { z } from "zod";
import type { Step } from "#plan/plan";
import { MemoryJournal } from "../../fakes/memory-journal.ts";
import { failing, scriptedAgent, silence } from "../../fakes/scripted-agent.ts";
import { SeededRandomness } from "../../fakes/seeded-randomness.ts";
import { standstill } from "../../fakes/standstill.ts";
import { answer, answering, labelled, route, search, start } from "./started-plan.ts";

test("what needs nothing starts at once, together; what needs both starts when both have ended", async () => {
  const gates = { router: Promise.withResolvers<unknown>(), knowledge: Promise.withResolvers<unknown>() };
  const router = scriptedAgent("router", () => gates.router.promise, labelled);
  const knowledge = scriptedAgent("knowledge", () => gates.knowledge.promise, labelled);
  const resolution = scriptedAgent("resolution", () => ({ label: "done" }), answering);
  const { run } = start([route, search, answer], [router, knowledge, resolution]);
  await standstill();
  expect([router.calls.length, knowledge.calls.length, resolution.calls.length]).toEqual([1, 1, 0]);
  gates.knowledge.resolve({ label: "passage" });
  await standstill();
  expect(resolution.calls).toEqual([]);
  gates.router.resolve({ label: "billing" });
  const records = await run;
  expect(resolution.calls).toEqual([{ found: "passage" }]);
  expect(records.get("resolution")).toMatchObject({
    outcome: "done",
    rung: "embedded",
    attempts: 1,
    output: { label: "done" },
    reason: null,
  });
});

test("a step is journalled before what depends on it starts", async () => {
  const journal = new MemoryJournal();
  let known: string[] = [];
  const resolution = scriptedAgent(
    "resolution",
    () => {
      known = journal.records.map((record) => record.step);
      return { label: "done" };
    },
    answering,
  );
  const quick = (name: string) => scriptedAgent(name, () => ({ label: name }), labelled);
  await start([route, search, answer], [quick("router"), quick("knowledge"), resolution], { journal }).run;
  expect(known.toSorted()).toEqual(["knowledge", "router"]);
});

test("an attempt ends at its time limit and is tried again after a wait, until the retries are used up", async () => {
  const router = scriptedAgent("router", silence, { policy: { timeoutMs: 5_000, retries: 1 } });
  const { run, clock, telemetry } = start([route], [router]);
  await standstill();
  clock.advance(4_999);
  await standstill();
  expect(router.calls.length).toBe(1);
  clock.advance(1);
  await standstill();
  expect(router.calls.length).toBe(1);
  clock.advance(100);
  await standstill();
  expect(router.calls.length).toBe(2);
  clock.advance(5_000);
  const record = (await run).get("router");
  expect(record).toMatchObject({
    outcome: "timed_out",
    attempts: 2,
    output: null,
    rung: null,
    reason: "no answer within 5000 ms",
    tookMs: 10_100,
  });
  expect(telemetry.spans).toMatchObject([
    { name: "invoke_agent router", fields: { run_id: "run", step: "router", outcome: "timed_out", attempt: 2, took_ms: 10_100 } },
  ]);
});

test("the wait before a retry is the jittered back-off, longer each time", async () => {
  const router = scriptedAgent("router", failing("no"), { policy: { retries: 2 } });
  const { run, clock } = start([route], [router]);
  const chance = new SeededRandomness(1);
  for (const [retry, bound] of [100, 200].entries()) {
    const wait = chance.unit() * bound;
    await standstill();
    clock.advance(Math.floor(wait));
    await standstill();
    expect(router.calls.length).toBe(retry + 1);
    clock.advance(1);
    await standstill();
    expect(router.calls.length).toBe(retry + 2);
  }
  expect((await run).get("router")).toMatchObject({ outcome: "failed", attempts: 3, reason: "no" });
});

test("a retry that works gives the step's output", async () => {
  const router = scriptedAgent("router", [failing("busy"), () => ({ label: "billing" })], { ...labelled, policy: { retries: 1 } });
  const { run, clock } = start([route], [router]);
  await standstill();
  clock.advance(100);
  expect((await run).get("router")).toMatchObject({ outcome: "done", attempts: 2, output: { label: "billing" } });
});

test("a breach of contract is not tried again", async () => {
  const router = scriptedAgent("router", () => ({ label: 1 }), { ...labelled, policy: { retries: 3 } });
  const { run } = start([route], [router]);
  expect((await run).get("router")).toMatchObject({ outcome: "failed", attempts: 1 });
  expect(router.calls.length).toBe(1);
});

test("the late answer of an attempt that timed out goes nowhere, nor does what it still streams", async () => {
  const late = Promise.withResolvers<unknown>();
  const router = scriptedAgent(
    "router",
    [
      async (_input, { delta, status }) => {
        delta("early");
        const value = await late.promise;
        delta("late");
        status("writing");
        return value;
      },
      (_input, { delta }) => {
        delta("second");
        return { label: "second" };
      },
    ],
    { ...labelled, policy: { retries: 1 } },
  );
  const { run, clock, told, journal } = start([route], [router]);
  await standstill();
  clock.advance(1_000);
  await standstill();
  clock.advance(100);
  await standstill();
  late.resolve({ label: "late" });
  expect((await run).get("router")?.output).toEqual({ label: "second" });
  await standstill();
  expect(told).toEqual(["1:early", "2:second"]);
  expect(journal.records).toHaveLength(1);
});

test("an attempt's signal is aborted when its time is up", async () => {
  let aborted = false;
  const router = scriptedAgent("router", (_input, { signal }) => {
    signal.addEventListener("abort", () => (aborted = true));
    return new Promise(() => undefined);
  });
  const { run, clock } = start([route], [router]);
  await standstill();
  clock.advance(1_000);
  await run;
  expect(aborted).toBe(true);
});

test("what a step needs and did not get skips it, down the line", async () => {
  const knowledge = scriptedAgent("knowledge", failing("no store"), labelled);
  const resolution = scriptedAgent("resolution", () => ({ label: "never" }), answering);
  const records = await start([route, search, answer], [scriptedAgent("router", () => ({})), knowledge, resolution]).run;
  expect(records.get("resolution")).toMatchObject({ outcome: "skipped", attempts: 0, input: null, reason: "what it needs is not there" });
  expect(resolution.calls).toEqual([]);
});

test("what a step only waits for may fail", async () => {
  const resolution = scriptedAgent("resolution", () => ({ label: "done" }), answering);
  const agents = [scriptedAgent("router", failing("no")), scriptedAgent("knowledge", () => ({ label: "passage" }), labelled), resolution];
  expect((await start([route, search, answer], agents).run).get("resolution")?.outcome).toBe("done");
});

test("an optional binding is left out when its source did not end well", async () => {
  const resolution = scriptedAgent("resolution", () => ({ label: "done" }), {
    input: z.object({ found: z.string().optional(), text: z.string() }),
  });
  const step: Step = {
    ...answer,
    input: { found: { from: "knowledge", path: ["label"], optional: true }, text: { from: "turn", path: ["text"] } },
  };
  const agents = [scriptedAgent("router", () => ({})), scriptedAgent("knowledge", failing("no"), labelled), resolution];
  await start([route, search, step], agents, { turn: { text: "hello" } }).run;
  expect(resolution.calls).toEqual([{ text: "hello" }]);
});

test.each<[string, Step["when"] & object, "done" | "skipped"]>([
  ["an equal value", { step: "router", path: ["label"], is: "billing" }, "done"],
  ["another value", { step: "router", path: ["label"], is: "technical" }, "skipped"],
  ["a denied value", { not: { step: "router", path: ["label"], is: "billing" } }, "skipped"],
  [
    "one of several",
    {
      any: [
        { step: "router", path: ["label"], is: "x" },
        { step: "router", path: ["label"], is: "billing" },
      ],
    },
    "done",
  ],
  ["none of none", { any: [] }, "skipped"],
  ["a step that failed equals nothing", { step: "knowledge", path: ["label"], is: "passage" }, "skipped"],
  ["a step that failed, denied", { not: { step: "knowledge", path: ["label"], is: "passage" } }, "done"],
])("a condition holds by %s", async (_case, when, outcome) => {
  const agents = [
    scriptedAgent("router", () => ({ label: "billing" }), labelled),
    scriptedAgent("knowledge", failing("no"), labelled),
    scriptedAgent("third", () => ({})),
  ];
  const records = await start([route, search, { id: "third", agent: "third", input: {}, when }], agents).run;
  expect(records.get("third")?.outcome).toBe(outcome);
});

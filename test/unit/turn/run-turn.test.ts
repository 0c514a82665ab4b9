import { expect, test } from "vitest";
import type { AgentPorts } from "#agents/registry";
import type { Passage } from "#domain/knowledge";
import type { Routing } from "#domain/routing";
import type { Findings } from "#ports/knowledge";
import { runTurn } from "#turn/run-turn";
import type { Standing } from "#turn/decide";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { MemoryJournal } from "../../fakes/memory-journal.ts";
import { SeededRandomness } from "../../fakes/seeded-randomness.ts";
import { silentTelemetry } from "../../fakes/silent-telemetry.ts";
import { standstill } from "../../fakes/standstill.ts";

const atEase: Standing = { state: "ai", offered: false, unansweredInRow: 0, ticket: null, assistant: "Ada" };
const passage: Passage = {
  article: "refunds",
  version: "v1",
  section: "how",
  title: "Refunds",
  heading: "How",
  text: "Refunds take five days.",
  score: 3,
  coverage: 0.9,
};
const sure: Findings = { passages: [passage], answerability: 0.9, threshold: 0.5, revision: 1, source: "isolate" };
const plain: Routing = {
  intent: "billing",
  confidence: 0.8,
  intents: [],
  wantsPerson: { wanted: false, score: 0.1 },
  sentiment: 0,
  language: "en",
  smallTalk: null,
};

type Given = { route?: (text: string) => Promise<Routing>; search?: () => Promise<Findings> };

function turn(text: string, { route = async () => plain, search = async () => sure }: Given = {}, standing = atEase) {
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  const abort = new AbortController();
  const told: string[] = [];
  const ports: AgentPorts = { router: { route, handoffIntents: new Set(["escalation"]) }, knowledge: { search } };
  const result = runTurn(text, standing, {
    run: "r",
    ports,
    journal: new MemoryJournal(),
    clock,
    randomness: new SeededRandomness(7),
    telemetry: silentTelemetry,
    signal: abort.signal,
    status: (phase) => told.push(phase),
    delta: (attempt, piece) => told.push(`${attempt}:${piece}`),
  });
  return { result, clock, abort, told };
}

test("a question is answered from its passage, and the customer is told truthfully what happens meanwhile", async () => {
  const { result, told } = turn("How long does a refund take?");
  const { decision, intent, confidence, rung, streamedAttempt } = await result;
  expect(decision).toMatchObject({ act: "reply", reply: { kind: "answer", citations: [{ article: "refunds" }] } });
  expect({ intent, confidence, rung, streamedAttempt }).toEqual({
    intent: "billing",
    confidence: 0.9,
    rung: "embedded",
    streamedAttempt: 1,
  });
  expect(told.filter((entry) => !entry.includes(":"))).toEqual(["routing", "searching", "writing"]);
});

test("what was streamed equals what is answered", async () => {
  const { result, told } = turn("How long does a refund take?");
  const { decision } = await result;
  const streamed = told
    .filter((entry) => entry.startsWith("1:"))
    .map((entry) => entry.slice(2))
    .join("");
  expect(decision.act === "reply" && decision.reply.text).toBe(streamed);
});

test("whoever asks for a person gets one, and no answer is written", async () => {
  const { result, told } = turn("a human please", { route: async () => ({ ...plain, wantsPerson: { wanted: true, score: 0.95 } }) });
  const { decision, records } = await result;
  expect(decision).toMatchObject({ act: "handoff", reason: "asked_for_person" });
  expect(records.get("resolution")?.outcome).toBe("skipped");
  expect(told).not.toContain("writing");
});

test.each<[number, string]>([
  [0.69, "reply"],
  [0.7, "handoff"],
])("an intent that is for people, at a confidence of %d, leads to a %s", async (confidence, act) => {
  expect(
    (await turn("this is a scandal", { route: async () => ({ ...plain, intent: "escalation", confidence }) }).result).decision.act,
  ).toBe(act);
});

test("a router that fails costs nobody the answer", async () => {
  const { result, clock } = turn("How long does a refund take?", {
    route: async () => {
      throw new Error("no model");
    },
  });
  await standstill();
  clock.advance(1_000);
  expect(await result).toMatchObject({ decision: { act: "reply", reply: { kind: "answer" } }, intent: null, rung: "embedded" });
});

test("a search that never answers ends in a handoff, within the plan's budget", async () => {
  const { result, clock } = turn("How long does a refund take?", { search: () => new Promise(() => undefined) });
  for (const ms of [5_000, 1_000, 5_000]) {
    await standstill();
    clock.advance(ms);
  }
  const { decision, records } = await result;
  expect(decision).toMatchObject({ act: "handoff", reason: "turn_failed" });
  expect(records.get("knowledge")).toMatchObject({ outcome: "timed_out", attempts: 2 });
});

test("a turn that is aborted rejects with the reason, whatever the agents have found", async () => {
  const gate = Promise.withResolvers<Findings>();
  const { result, abort } = turn("How long does a refund take?", { search: () => gate.promise });
  await standstill();
  abort.abort(new Error("stopped by the customer"));
  gate.resolve(sure);
  await expect(result).rejects.toThrow("stopped by the customer");
});

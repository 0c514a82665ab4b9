/** Recorded conversations held again with today's code, over the exports of test/fixtures/exports, which are never written anew without a reason. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { ConversationExport } from "#contracts/conversations";
import type { ToolCallRecord } from "#contracts/tools";
import { compare, type TurnComparison } from "../../../../scripts/replay/difference.ts";
import { parseRecording, readRecording, ReplayError } from "../../../../scripts/replay/recording.ts";
import type { Instead } from "../../../../scripts/replay/recorded-ports.ts";
import { replay } from "../../../../scripts/replay/replay.ts";
import { readSupport, type ReplaySettings, settingsOf } from "../../../../scripts/replay/settings.ts";

const folder = join(import.meta.dirname, "../../../fixtures/exports");
const files = globSync("*.json", { cwd: folder }).toSorted();

let settings: ReplaySettings;

beforeAll(async () => {
  settings = settingsOf(await readSupport());
});

const recordingOf = (name: string): ConversationExport => readRecording(join(folder, name));

async function compared(recording: ConversationExport, instead: Instead = {}): Promise<TurnComparison[]> {
  return compare(recording, await replay(recording, { settings, instead }));
}

/** What was decided otherwise; a prompt may be worded anew without any release having to record new exports. */
const decidedOtherwise = (turns: readonly TurnComparison[]): string[] =>
  turns.flatMap(({ turn, differences }) =>
    differences.flatMap(({ aspect, before, after }) =>
      aspect === "prompt" ? [] : [`${turn} ${aspect}: ${before.join("|")} → ${after.join("|")}`],
    ),
  );

test.each(files)("the same journal gives the same decisions: %s", async (file) => {
  const turns = await compared(recordingOf(file));
  expect(turns.filter(({ skipped }) => skipped === null).length).toBeGreaterThan(2);
  expect(decidedOtherwise(turns)).toEqual([]);
});

test("exports of answers, models, tools, handoffs and trouble are among them", () => {
  expect(files).toEqual(
    expect.arrayContaining([
      "embedded-answers.json",
      "handed-off.json",
      "models.json",
      "overlap-stop-and-failure.json",
      "tools.json",
      "tools-by-models.json",
    ]),
  );
});

/** The recording with a part of its text replaced, as if something else had happened then. */
const altered = (name: string, from: string | RegExp, to: string): ConversationExport => {
  const text = JSON.stringify(recordingOf(name));
  expect(text).toMatch(from);
  return parseRecording(JSON.parse(text.replace(from, to)), name);
};

test("a model that had said something else is seen in answer and sources", async () => {
  const recording = altered("models.json", /"said":"- Credit or debit card: 3 to 5/, '"said":"- Digital wallet: 1 to 2');
  const [first] = await compared(recording);
  expect(first?.differences.map(({ aspect }) => aspect)).toEqual(["answer", "sources"].slice(0, first?.differences.length));
  expect(first?.differences[0]?.after.join()).toContain("Digital wallet");
});

test("an answer that leans on fewer passages is seen", async () => {
  const recording = altered("embedded-answers.json", /"answerability":0\.9\d+/, '"answerability":0.1');
  expect((await compared(recording))[0]?.differences.map(({ aspect }) => aspect)).toEqual(expect.arrayContaining(["decision", "answer"]));
});

test("another prompt is seen although the recorded answer stands", async () => {
  const recording = recordingOf("models.json");
  const other = { ...settings, instructions: { ...settings.instructions, policies: "Be brief." } };
  const turns = compare(recording, await replay(recording, { settings: other }));
  expect(turns.map(({ differences }) => differences.map(({ aspect }) => aspect))).toEqual(
    expect.arrayContaining([expect.arrayContaining(["prompt"])]),
  );
  expect(decidedOtherwise(turns)).toEqual([]);
});

test("without models the rung below answers, and the money is saved", async () => {
  const turns = await compared(recordingOf("models.json"), { models: null });
  expect(turns[0]?.differences.map(({ aspect }) => aspect)).toEqual(expect.arrayContaining(["answer", "rung", "cost"]));
  expect(turns.reduce((all, { cost }) => all + cost.before, 0)).toBeGreaterThan(0);
  expect(turns.every(({ cost }) => cost.after === 0)).toBe(true);
});

test("another router takes the place of the recorded one", async () => {
  const router = {
    handoffIntents: settings.handoffIntents,
    route: async () => ({
      intent: "technical",
      confidence: 0.9,
      intents: [],
      wantsPerson: { wanted: true, score: 1 },
      sentiment: 0,
      language: "en",
      smallTalk: null,
    }),
  };
  const [first] = await compared(recordingOf("embedded-answers.json"), { router });
  expect(first?.differences.map(({ aspect }) => aspect)).toEqual(expect.arrayContaining(["route", "decision"]));
});

test("a turn that somebody stopped is not compared, and those around it are", async () => {
  const turns = await compared(recordingOf("overlap-stop-and-failure.json"));
  expect(turns.map(({ skipped }) => skipped === null)).toEqual([true, true, false, true]);
});

/** The recording with what its tools told changed, as if the company's system had said something else. */
const told = (recording: ConversationExport, change: (call: ToolCallRecord) => ToolCallRecord): ConversationExport => ({
  ...recording,
  toolCalls: (recording.toolCalls ?? []).map(change),
});

test.each(["tools.json", "tools-by-models.json"])(
  "what tools told comes again, what was confirmed is carried out again, and nobody is asked: %s",
  async (file) => {
    const recording = recordingOf(file);
    const again = await replay(recording, { settings });
    expect(again.events.map(({ event }) => event.type)).toEqual(recording.events.map(({ event }) => event.type));
    const toldOnce = ({ toolCalls = [] }: ConversationExport) => toolCalls.map((call) => ({ ...call, tookMs: 0 }));
    expect(toldOnce(again)).toEqual(toldOnce(recording));
    expect(again.toolCalls?.some(({ call, output }) => call.includes("-p") && output !== null)).toBe(true);
  },
);

test("a system that had told something else is seen in what the tool told and in the answer", async () => {
  const recording = recordingOf("tools.json");
  const other = told(recording, (call) => (call.turn === 2 ? { ...call, outcome: "not_found", output: null } : call));
  const turns = compare(recording, await replay(other, { settings }));
  expect(turns[1]?.differences.map(({ aspect }) => aspect)).toEqual(["tools", "answer"]);
  expect(turns[1]?.differences[1]?.after.join()).toContain("I can't find an order 10423");
});

test("a card with other words on it is seen", async () => {
  const recording = recordingOf("tools.json");
  const tools = settings.tools.map((tool) => (tool.confirm ? { ...tool, confirm: { ...tool.confirm, button: "Do it" } } : tool));
  const turns = compare(recording, await replay(recording, { settings: { ...settings, tools } }));
  expect(turns.flatMap(({ turn, differences }) => differences.map(({ aspect }) => `${turn} ${aspect}`))).toEqual(["4 tools", "6 tools"]);
});

test("an answer that today's schema of the tool does not take is no answer", async () => {
  const recording = recordingOf("tools.json");
  const other = told(recording, (call) => (call.turn === 2 ? { ...call, output: { order: "10423" } } : call));
  const [, second] = compare(recording, await replay(other, { settings }));
  expect(second?.differences[0]?.after.join()).toContain("→ failed");
});

test("a refusal comes again with the words of its status", async () => {
  const text = "Invoice INV-2041 has been refunded before, so nothing more was paid back.";
  const other = told(recordingOf("tools.json"), (call) =>
    call.call.endsWith("-p1") ? { ...call, outcome: "refused", text, output: null } : call,
  );
  const again = await replay(other, { settings });
  expect(again.toolCalls?.find(({ call }) => call.endsWith("-p1"))).toMatchObject({ outcome: "refused", text });
});

test("a turn with tools is not compared when the release that recorded it kept no answers of tools", async () => {
  const old = { ...recordingOf("tools.json"), tools: undefined, toolCalls: undefined };
  const turns = await compared(old);
  expect(turns.map(({ skipped }) => skipped)).toEqual([
    null,
    ...Array.from({ length: 3 }, () => "the release that recorded it kept no answers of tools"),
    null,
    "the release that recorded it kept no answers of tools",
    null,
  ]);
});

test("what is no export of a version that can be read is refused with the file's name", () => {
  expect(() => parseRecording({ v: 2 }, "new.json")).toThrow(
    new ReplayError("new.json: is no export of version 1; GET /v1/conversations/{id}/export gives one"),
  );
  expect(() => parseRecording({ v: 1, conversation: 7 }, "odd.json")).toThrow(/^odd\.json: /);
});

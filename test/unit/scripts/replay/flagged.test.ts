import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ConversationExport } from "#contracts/conversations";
import type { Flag } from "#contracts/flags";
import { readConversations } from "../../../../eval/golden/conversations.ts";
import { goldenOf } from "../../../../scripts/replay/flagged.ts";
import { readRecording } from "../../../../scripts/replay/recording.ts";

const folder = mkdtempSync(join(tmpdir(), "edgedesk-flagged-"));
afterAll(() => rmSync(folder, { recursive: true }));

const recording = readRecording(join(import.meta.dirname, "../../../fixtures/exports/embedded-answers.json"));
const flag: Flag = {
  turn: `${recording.conversation}-t2`,
  conversation: recording.conversation,
  at: "2026-11-22T10:00:00.000Z",
  why: "she asked about pods; write to ada@example.com",
  wanted: { kind: "answer", article: "pause-nook-plus" },
};

function golden(text: string) {
  const file = join(folder, "flagged.yaml");
  writeFileSync(file, text);
  return readConversations(file, new Set(["pause-nook-plus"]));
}

test("a flagged answer becomes a golden conversation: what was said up to it, and what should have come", () => {
  const [conversation, ...more] = golden(goldenOf(flag, recording));
  expect(more).toEqual([]);
  expect(conversation?.turns).toEqual([
    { say: "you charged my card two times" },
    { say: "and how do i skip a single box?", expect: { kind: ["answer"], article: ["pause-nook-plus"] } },
  ]);
  expect(conversation?.name).not.toContain(recording.conversation);
});

test("where nobody said what should come, a comment asks for it and tells what came", () => {
  const text = goldenOf({ ...flag, wanted: {} }, recording);
  expect(text).toContain("# Nobody said what should come");
  expect(text).toContain("# What came: answer from pause-nook-plus: ");
  expect(golden(text)[0]?.turns[1]).toEqual({ say: "and how do i skip a single box?" });
});

test("no personal data leaves the desk with it, neither the customer's nor that of whoever flagged it", () => {
  const events = recording.events.map((logged) =>
    logged.event.type === "customer.message"
      ? { ...logged, event: { ...logged.event, text: "I am ada@example.com, card 4242 4242 4242 4242" } }
      : logged,
  );
  const talkative: ConversationExport = { ...recording, events };
  const text = goldenOf(flag, talkative);
  expect(text).not.toContain("ada@example.com");
  expect(text).not.toContain("4242 4242");
  expect(text).toContain("[e-mail]");
});

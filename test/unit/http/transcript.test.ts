import { expect, test } from "vitest";
import type { ConversationEvent } from "#contracts/events";
import { transcriptOf } from "#http/transcript";
import type { ConversationClient } from "#ports/conversations";

const turn = `${"0".repeat(32)}-t1`;
const handoff = `${"0".repeat(32)}-h1`;

/** A conversation that can only be read. */
const logOf = (events: readonly ConversationEvent[]): Pick<ConversationClient, "events"> => ({
  events: async ({ after, limit }) => {
    const page = events.slice(after, after + limit).map((event, i) => ({ seq: after + i + 1, at: "2026-11-22T10:05:30.000Z", event }));
    return { ok: true, value: { events: page, next: after + page.length, state: "ai" } };
  },
});

test("a transcript says who said what and when, with the sources of every answer", async () => {
  const events: ConversationEvent[] = [
    { type: "conversation.started", locale: null },
    { type: "customer.message", id: "m1", text: "How long does a refund take?" },
    { type: "turn.started", turn, message: "m1", epoch: 0 },
    {
      type: "answer.completed",
      turn,
      run: turn,
      attempt: 1,
      kind: "answer",
      text: "Five days. [1]",
      citations: [
        { n: 1, article: "refunds", version: "v", section: "how", title: "Refunds", quote: "Five days.", url: "/articles/refunds#how" },
      ],
      intent: "billing",
      confidence: 0.9,
      rung: "embedded",
      offersPerson: false,
    },
    { type: "handoff.requested", handoff, turn: null, reason: "button", text: "I'm passing this on." },
    { type: "ticket.opened", handoff, ticket: { id: "1", number: "ED-1001" }, text: "Your ticket is ED-1001." },
    { type: "operator.joined", operator: "Ada", epoch: 1 },
    { type: "operator.message", id: "o1", operator: "Ada", text: "Let me look." },
    { type: "operator.left", operator: "Ada", epoch: 2 },
    { type: "conversation.closed", by: "customer" },
  ];
  const when = "· 2026-11-22 10:05 UTC\n\n";
  expect(await transcriptOf(logOf(events))).toBe(
    [
      "# Conversation",
      `**You** ${when}How long does a refund take?`,
      `**Assistant (AI)** ${when}Five days. [1]\n\n[1] Refunds (/articles/refunds#how)`,
      `**Assistant (AI)** ${when}I'm passing this on.`,
      `**Assistant (AI)** ${when}Your ticket is ED-1001.`,
      `**Desk** ${when}Ada joined.`,
      `**Ada** ${when}Let me look.`,
      `**Desk** ${when}Ada left.`,
      `**Desk** ${when}The conversation was closed.\n`,
    ].join("\n\n"),
  );
});

test.each([499, 500, 501, 1000, 1001])("a transcript of %d messages has every one, once, in order", async (count) => {
  const events = Array.from({ length: count }, (_, n): ConversationEvent => ({
    type: "customer.message",
    id: `m${n}`,
    text: `message ${n};`,
  }));
  const transcript = await transcriptOf(logOf(events));
  expect([...transcript.matchAll(/message (\d+);/g)].map((match) => Number(match[1]))).toEqual(events.map((_, n) => n));
});

test("a conversation that was erased has no transcript", async () => {
  const erased: Pick<ConversationClient, "events"> = {
    events: async () => ({ ok: false, error: { reason: "not_found", detail: "erased" } }),
  };
  await expect(transcriptOf(erased)).rejects.toMatchObject({ code: "not_found" });
});

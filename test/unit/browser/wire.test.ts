import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConversationEventSchema } from "#contracts/events";
import { ServerFrameSchema } from "#contracts/frames";
import { readEvent } from "#browser/wire/events";
import { readFrame, refusedMessage } from "#browser/wire/frames";

const at = "2026-11-22T10:00:00.000Z";
const conversation = "0123456789abcdef0123456789abcdef";
const turn = `${conversation}-t1`;
const handoff = `${conversation}-h1`;
const citation = { n: 1, article: "a", version: "v", section: "", title: "A", quote: "q", url: "/articles/a" };

const events = [
  { type: "customer.message", id: "m1", text: "Hello" },
  { type: "turn.started", turn, message: "m1", epoch: 0 },
  { type: "answer.completed", turn, run: turn, attempt: 1, kind: "answer", text: "x [1]", citations: [citation], intent: null, confidence: 0.5, rung: "embedded", offersPerson: false },
  { type: "turn.failed", turn, reason: "deadline", text: "x" },
  { type: "turn.stopped", turn, by: "customer" },
  { type: "handoff.requested", handoff, turn: null, reason: "button", text: "x" },
  { type: "ticket.opened", handoff, ticket: { id: "1", number: "ED-1042" }, text: "x" },
  { type: "operator.joined", operator: "Mara", epoch: 1 },
  { type: "operator.message", id: "r1", operator: "Mara", text: "x" },
  { type: "operator.left", operator: "Mara", epoch: 2 },
  { type: "feedback.given", turn, rating: "up", reason: null },
  { type: "conversation.closed", by: "customer" },
]; // prettier-ignore

test.each(events)("an event of the contract is understood: $type", (event) => {
  expect(ConversationEventSchema.safeParse(event).error).toBeUndefined();
  expect(readEvent({ seq: 1, at, event })?.event).toEqual(event);
});

describe("frames", () => {
  test.each([
    { v: 1, type: "ack", id: "m1", seq: 2 },
    { v: 1, type: "ready", seq: 2, state: "ai" },
    { v: 1, type: "status", turn, phase: "searching" },
    { v: 1, type: "delta", turn, attempt: 1, index: 0, text: "a" },
    { v: 1, type: "typing", by: "operator" },
    { v: 1, type: "error", code: "empty_message", message: "x", retryable: false, id: "m1" },
  ])("of the contract are understood: $type", (frame) => {
    expect(ServerFrameSchema.safeParse(frame).error).toBeUndefined();
    expect(readFrame(JSON.stringify(frame))).toEqual(frame);
  });

  test("an unknown kind of event keeps its place in the log", () => {
    const frame = { v: 1, type: "event", seq: 7, at, event: { type: "weather.changed", sky: "blue" } };
    expect(readFrame(JSON.stringify(frame))).toEqual({ type: "event", seq: 7, at, event: null });
  });

  test("an error names the message that it is about, when it does", () => {
    expect(refusedMessage({ type: "error", id: "m1" })).toBe("m1");
    expect(refusedMessage({ type: "error" })).toBeNull();
  });

  test("whatever arrives, nothing is thrown and nothing unknown is taken for a frame", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (source) => {
        expect(readFrame(source)).toBeNull();
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import type { KnownEvent } from "#browser/wire/events";
import { applyDelta, applyEvent, applyStatus, draftText, emptyTranscript, type Transcript } from "#browser/conversation/transcript";

const conversation = "0123456789abcdef0123456789abcdef";
const turn = `${conversation}-t1`;
const at = "2026-11-22T10:00:00.000Z";

const asked: KnownEvent = { type: "customer.message", id: "m1", text: "How do I change my address?" };
const started: KnownEvent = { type: "turn.started", turn };
const answered: KnownEvent = {
  type: "answer.completed",
  turn,
  kind: "answer",
  text: "Under Account. [1]",
  citations: [],
  intent: "account",
  confidence: 0.9,
  offersPerson: false,
};

/** Applies events in order; a gap is a failure of the test. */
function after(events: readonly (KnownEvent | null)[], from: Transcript = emptyTranscript): Transcript {
  return events.reduce<Transcript>((now, event) => {
    const next = applyEvent(now, { seq: now.seq + 1, at, event });
    if (next === "gap") throw new Error("a gap");
    return next;
  }, from);
}

const delta = (attempt: number, index: number, text: string) => ({ type: "delta" as const, turn, attempt, index, text });

describe("the log", () => {
  test("an event that was seen already changes nothing", () => {
    const now = after([asked, started, answered]);
    expect(applyEvent(now, { seq: 2, at, event: started })).toBe(now);
  });

  test("an event after a missing one is a gap and changes nothing", () => {
    expect(applyEvent(after([asked]), { seq: 3, at, event: answered })).toBe("gap");
  });

  test("an unknown event moves the cursor on and shows nothing", () => {
    const now = after([asked, null]);
    expect(now.seq).toBe(2);
    expect(now.entries).toHaveLength(1);
  });

  test("read again from the start it gives the same transcript", () => {
    const events = [asked, started, answered];
    expect(after(events)).toEqual(after(events));
  });
});

describe("an answer", () => {
  test("is shown as stored, whatever was streamed before", () => {
    const writing = applyDelta(after([asked, started]), delta(1, 0, "Something else"));
    const now = after([answered], writing);
    expect(now.draft).toBeNull();
    expect(now.activity).toBeNull();
    expect(now.entries.at(-1)).toMatchObject({ kind: "answer", text: "Under Account. [1]", answers: true });
  });

  test("of a higher attempt replaces what a lower one wrote, and the lower one stays silent", () => {
    const first = applyDelta(applyDelta(after([asked, started]), delta(1, 0, "Old ")), delta(1, 1, "words"));
    const second = applyDelta(first, delta(2, 0, "New"));
    const late = applyDelta(second, delta(1, 2, " more"));
    expect(late.draft && draftText(late.draft)).toBe("New");
  });

  test("shows chunks in their order, and nothing after a missing one", () => {
    const base = after([asked, started]);
    const holed = applyDelta(applyDelta(base, delta(1, 0, "a")), delta(1, 2, "c"));
    expect(holed.draft && draftText(holed.draft)).toBe("a");
    const whole = applyDelta(holed, delta(1, 1, "b"));
    expect(whole.draft && draftText(whole.draft)).toBe("abc");
  });

  test("that stands is not disturbed by a late status or delta", () => {
    const now = after([asked, started, answered]);
    expect(applyStatus(now, { type: "status", turn, phase: "writing" })).toBe(now);
    expect(applyDelta(now, delta(1, 9, "late"))).toBe(now);
  });

  test("carries the rating that the log has last", () => {
    const now = after([
      asked,
      started,
      answered,
      { type: "feedback.given", turn, rating: "up", reason: null },
      { type: "feedback.given", turn, rating: "down", reason: "wrong" },
    ]);
    expect(now.entries.at(-1)).toMatchObject({ rating: "down" });
  });
});

describe("who speaks", () => {
  const requested: KnownEvent = { type: "handoff.requested", turn, reason: "asked_for_person", text: "A person will join." };
  const joined: KnownEvent = { type: "operator.joined", operator: "Mara" };

  test("a handoff ends the turn that decided it and waits for a person", () => {
    const now = after([asked, started, requested]);
    expect(now).toMatchObject({ state: "waiting", activity: null });
  });

  test("a closed conversation stays closed, though a person is asked to look at what its end left open", () => {
    expect(after([asked, { type: "conversation.closed", by: "customer" }, requested])).toMatchObject({ state: "closed" });
  });

  test("a person who joined keeps the floor until they leave", () => {
    expect(after([asked, requested, joined])).toMatchObject({ state: "human", operator: "Mara" });
    expect(after([asked, requested, joined, requested])).toMatchObject({ state: "human" });
    expect(after([asked, joined, { type: "operator.left", operator: "Mara" }])).toMatchObject({ state: "ai", operator: null });
  });

  test("the ticket's number reaches the customer", () => {
    const now = after([asked, requested, { type: "ticket.opened", ticket: { number: "ED-1042" }, text: "Your ticket is open." }]);
    expect(now.entries.at(-1)).toMatchObject({ kind: "note", what: "ticket", ticket: "ED-1042" });
  });

  test("an answer stopped by the customer says so, one stopped by a person joining does not", () => {
    expect(after([asked, started, { type: "turn.stopped", turn, by: "customer" }]).entries.at(-1)).toMatchObject({ what: "stopped" });
    expect(after([asked, started, { type: "turn.stopped", turn, by: "person_joined" }]).entries).toHaveLength(1);
  });
});

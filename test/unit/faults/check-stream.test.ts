/** The checker of the campaign's streams: what it lets through, what it does not, and that a violation says enough to be understood. */
import { expect, test } from "vitest";
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import { checkStream } from "../../../faults/check/check-stream.ts";
import { Tally } from "../../../faults/check/tally.ts";

const turn = `${"0".repeat(32)}-t1`;
const started: ConversationEvent = { type: "turn.started", turn, message: "m1", epoch: 0 };
const agent = (outcome: "done" | "timed_out"): ConversationEvent => ({
  type: "agent.finished",
  turn,
  agent: "resolution",
  outcome,
  rung: "embedded",
  attempts: 2,
  tookMs: 10_200,
});
const answer = (text: string): ConversationEvent => ({
  type: "answer.completed",
  turn,
  run: turn,
  attempt: 1,
  kind: "answer",
  text,
  citations: [],
  intent: null,
  confidence: 1,
  rung: "embedded",
  offersPerson: false,
});
const handoff = (reason: "turn_failed"): ConversationEvent => ({
  type: "handoff.requested",
  handoff: `${"0".repeat(32)}-h1`,
  turn,
  reason,
  text: "A person will help.",
});

const logOf = (...events: ConversationEvent[]): LoggedEvent[] =>
  events.map((event, i) => ({ seq: i + 1, at: new Date(Date.UTC(2026, 10, 22) + 1_000 * i).toISOString(), event }));

const checked = (shown: string | null, log: LoggedEvent[]) => {
  const tally = new Tally();
  const why = checkStream(tally, { what: "a case", shown, expected: "one two three", tries: ["status 503", "read to its end"] }, log);
  return { why, violations: tally.violations };
};

test("the whole answer, shown as it is stored, is what is wanted", () => {
  expect(checked("one two three", logOf(started, agent("done"), answer("one two three")))).toEqual({ why: null, violations: [] });
});

test("a turn that ends with a person because an agent's time ran out is no violation, when its words were shown as they are stored", () => {
  const log = logOf(started, agent("timed_out"), handoff("turn_failed"));
  expect(checked("A person will help.", log)).toEqual({ why: "resolution timed_out", violations: [] });
  expect(checked("one two A person will help.", log).violations).toHaveLength(1);
});

test("a text that is shown and not stored, or stored in part, is a violation that says where they part and what happened when", () => {
  const { violations } = checked("one two three", logOf(started, agent("done"), answer("one two four")));
  expect(violations).toHaveLength(2);
  expect(violations[0]).toContain('they part at letter 8: shown "three", stored "four"');
  expect(violations[0]).toContain("status 503; read to its end");
  expect(violations[0]).toContain("2 +1000 ms agent.finished resolution done on embedded, 2 attempts, 10200 ms");
});

test("a stream that never came to its end is a violation", () => {
  expect(checked(null, logOf(started, answer("one two three"))).violations).toHaveLength(1);
});

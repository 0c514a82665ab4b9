import { expect, test } from "vitest";
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import { checkHandoffs } from "../../../faults/check/check-handoffs.ts";
import { checkVisit } from "../../../faults/check/check-visit.ts";
import { Tally } from "../../../faults/check/tally.ts";
import { newVisit, type Operation } from "../../../faults/client/history.ts";

const conversation = "a".repeat(32);
const turn = `${conversation}-t1`;
const handoff = `${conversation}-h1`;
const at = (seconds: number): string => new Date(1_000 * seconds).toISOString();

const message: ConversationEvent = { type: "customer.message", id: "m1", text: "hello" };
const started: ConversationEvent = { type: "turn.started", turn, message: "m1", epoch: 0 };
const answer: ConversationEvent = {
  type: "answer.completed",
  turn,
  run: turn,
  attempt: 1,
  kind: "courtesy",
  text: "Hello there",
  citations: [],
  intent: null,
  confidence: 1,
  rung: "embedded",
  offersPerson: false,
};
const asked: ConversationEvent = { type: "handoff.requested", handoff, turn: null, reason: "button", text: "A person comes" };

const logOf = (...events: ConversationEvent[]): LoggedEvent[] => events.map((event, i) => ({ seq: i + 1, at: at(i), event }));
const acked = (seq: number): Operation => ({ id: "m1", text: "hello", invoked: 1, acked: 2, end: "ok", seq, sends: 1 });

function violations(operations: Operation[], log: LoggedEvent[], pieces: string[] = []): string[] {
  const visit = newVisit(conversation, "token");
  visit.operations.push(...operations);
  visit.seen.deltas.set(turn, { attempt: 1, pieces });
  const tally = new Tally();
  checkVisit(tally, visit, log);
  return tally.violations.map((violation) => violation.slice(0, violation.indexOf(":")));
}

test("a history that the log bears out breaks nothing", () => {
  expect(violations([acked(1)], logOf(message, started, answer), ["Hello "])).toEqual([]);
});

test("an acked message that is not stored is found", () => {
  expect(violations([acked(1)], [])).toContain("what was acked is stored, where the ack said");
});

test("a message that is stored twice is found", () => {
  expect(violations([acked(1)], logOf(message, started, answer, message))).toContain("stored once, as it was said");
});

test("a gap in the log is found", () => {
  expect(
    violations(
      [acked(1)],
      logOf(message, started, answer).filter(({ seq }) => seq !== 2),
    ),
  ).toContain("the log has no gap and no repetition");
});

test("a message with two answers, or none, is found", () => {
  expect(violations([acked(1)], logOf(message, started, answer, answer))).toContain("a message has one ending");
  expect(violations([acked(1)], logOf(message, started))).toContain("a message has one ending");
});

test("an agent that speaks after a person has joined is found", () => {
  const joined: ConversationEvent = { type: "operator.joined", operator: "Ada", epoch: 1 };
  expect(violations([acked(1)], logOf(message, started, joined, answer))).toContain("no agent speaks while a person has the floor");
});

test("an answer that comes too late is found", () => {
  const late = logOf(message, started, answer).map((logged, i) => ({ ...logged, at: at(i * 60) }));
  expect(violations([acked(1)], late)).toContain("it comes within the deadline");
});

test("streamed pieces that are not the stored text are found", () => {
  expect(violations([acked(1)], logOf(message, started, answer), ["Something else"])).toContain(
    "streamed pieces are the stored text's beginning",
  );
});

test("a handoff without a ticket, or without its number in the log, is found", () => {
  const tally = new Tally();
  checkHandoffs(tally, [logOf(asked)], []);
  expect(tally.row("a handoff has one ticket").violations).toHaveLength(1);
  expect(tally.row("its number is in the log once").violations).toHaveLength(1);
});

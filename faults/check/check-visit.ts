/** Holds what one client saw against what its conversation's log says. */
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import { turnDeadlineMs } from "#conversation/accept";
import type { Operation, Visit } from "../client/history.ts";
import type { Tally } from "./tally.ts";

/** The deadline of a turn, a crash, a restart, and the alarm that finds it. */
const endsWithinMs = turnDeadlineMs + 15_000;

type Of<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;

export function checkVisit(tally: Tally, visit: Visit, log: readonly LoggedEvent[]): void {
  checkMessages(tally, visit, log);
  checkOrder(tally, visit.operations);
  log.forEach(({ seq }, i) =>
    tally.check("the log has no gap and no repetition", seq === i + 1, () => `${visit.conversation}: event ${seq} at place ${i + 1}`),
  );
  tally.check("a socket tells the log in order, once", visit.complaints.length === 0, () =>
    [visit.conversation, ...visit.complaints.slice(0, 3)].join(": "),
  );
  checkEndings(tally, visit.conversation, log);
  checkFloor(tally, visit.conversation, log);
  checkTexts(tally, visit, log);
}

function checkMessages(tally: Tally, { operations, conversation }: Visit, log: readonly LoggedEvent[]): void {
  const stored = messagesIn(log);
  const said = new Map(operations.map((operation) => [operation.id, operation]));
  for (const { id, end, seq } of operations) {
    const found = stored.filter(({ event }) => event.id === id);
    const where = () => `${conversation}: ${id}, acked at ${seq}, stored at [${found.map((one) => one.seq).join()}]`;
    if (end === "ok")
      tally.check(
        "what was acked is stored, where the ack said",
        found.some((one) => one.seq === seq),
        where,
      );
    if (end !== "fail") tally.check("what was said is stored in the end", found.length > 0, where);
  }
  for (const { event, seq } of stored) {
    const once = stored.filter((other) => other.event.id === event.id).length === 1;
    tally.check(
      "stored once, as it was said",
      once && said.get(event.id)?.text === event.text,
      () => `${conversation}: ${event.id} at ${seq}`,
    );
  }
}

const messagesIn = (log: readonly LoggedEvent[]): { seq: number; event: Of<"customer.message"> }[] =>
  log.flatMap(({ seq, event }) => (event.type === "customer.message" ? [{ seq, event }] : []));

/** Real-time order: an operation that was invoked after the ack of another has the higher place. */
function checkOrder(tally: Tally, operations: readonly Operation[]): void {
  const done = operations.flatMap(({ id, invoked, acked, seq }) => (acked === null || seq === null ? [] : [{ id, invoked, acked, seq }]));
  for (const later of done) {
    const before = done.filter((earlier) => earlier.acked < later.invoked).at(-1);
    if (before)
      tally.check("who waited for an ack stands before what was said next", before.seq < later.seq, () => `${before.id} and ${later.id}`);
  }
}

/** Who has the floor when a message comes decides whether a turn answers it. A failed turn and the handoff that follows it are one ending. */
function checkEndings(tally: Tally, conversation: string, log: readonly LoggedEvent[]): void {
  for (const { seq, at, event } of log) {
    if (event.type !== "customer.message") continue;
    const turns = log.flatMap((one) => (one.event.type === "turn.started" && one.event.message === event.id ? [one.event.turn] : []));
    const endings = log.filter((one) => turns.some((turn) => endsTurn(one.event, turn)));
    const expected = hasPerson(log, seq) ? 0 : 1;
    tally.check(
      "a message has one ending",
      turns.length === expected && endings.length === expected,
      () => `${conversation}: message at ${seq} has ${turns.length} turns and ${endings.length} endings, not ${expected}`,
    );
    const [ending] = endings;
    if (!ending) continue;
    const tookMs = Date.parse(ending.at) - Date.parse(at);
    tally.check("it comes within the deadline", tookMs <= endsWithinMs, () => `${conversation}: message at ${seq} took ${tookMs} ms`);
  }
}

function endsTurn(event: ConversationEvent, turn: string): boolean {
  switch (event.type) {
    case "answer.completed":
    case "turn.failed":
    case "turn.stopped":
      return event.turn === turn;
    case "handoff.requested":
      return event.turn === turn && event.reason !== "turn_failed";
    default:
      return false;
  }
}

const hasPerson = (log: readonly LoggedEvent[], seq: number): boolean =>
  log
    .slice(0, seq)
    .reduce((has, { event }) => (event.type === "operator.joined" ? true : event.type === "operator.left" ? false : has), false);

const agentsWord: ReadonlySet<ConversationEvent["type"]> = new Set(["answer.completed", "agent.finished", "turn.failed", "turn.started"]);

function checkFloor(tally: Tally, conversation: string, log: readonly LoggedEvent[]): void {
  log.forEach(({ event, seq }, i) => {
    if (event.type !== "operator.joined") return;
    const rest = log.slice(i + 1);
    const left = rest.findIndex((one) => one.event.type === "operator.left");
    const spoken = rest.slice(0, left === -1 ? rest.length : left).filter((one) => agentsWord.has(one.event.type));
    tally.check(
      "no agent speaks while a person has the floor",
      spoken.length === 0,
      () => `${conversation}: after ${seq}, at ${spoken[0]?.seq}`,
    );
  });
}

function checkTexts(tally: Tally, { conversation, seen }: Visit, log: readonly LoggedEvent[]): void {
  for (const { event } of log) {
    if (event.type !== "answer.completed") continue;
    const text = seen.texts.get(event.turn);
    if (text !== undefined)
      tally.check("the text seen in the end is the stored text", text === event.text, () => `${conversation}: turn ${event.turn}`);
    const streamed = seen.deltas.get(event.turn);
    if (streamed?.attempt === event.attempt)
      tally.check(
        "streamed pieces are the stored text's beginning",
        event.text.startsWith(streamed.pieces.join("")),
        () => `${conversation}: turn ${event.turn}, attempt ${event.attempt}`,
      );
  }
}

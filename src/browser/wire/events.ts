/**
 * Events of a conversation's log, as far as a page shows them. Enumerations that may grow are read as text, and an unknown event keeps its
 * place in the log (`event: null`), so that the cursor moves on and a newer server does not break an older page.
 */
import type { ConversationEvent, LoggedEvent } from "#contracts/events";
import { type Demanded, type Guarded, anyOf, anything, flag, list, nullable, number, oneOf, record, text } from "./guards.ts";

const citation = record({ n: number, article: text, version: text, section: text, title: text, quote: text, url: text });
export type Citation = Guarded<typeof citation>;

const isKnown = anyOf(
  record({ type: oneOf("customer.identified"), subject: text, name: nullable(text) }),
  record({ type: oneOf("customer.message"), id: text, text }),
  record({ type: oneOf("turn.started"), turn: text }),
  record({
    type: oneOf("answer.completed"),
    turn: text,
    kind: text,
    text,
    citations: list(citation),
    intent: nullable(text),
    confidence: number,
    offersPerson: flag,
  }),
  record({ type: oneOf("turn.failed"), turn: text, text }),
  record({ type: oneOf("turn.stopped"), turn: text, by: text }),
  record({ type: oneOf("handoff.requested"), turn: nullable(text), reason: text, text }),
  record({ type: oneOf("ticket.opened"), ticket: record({ number: text }), text }),
  record({ type: oneOf("tool.finished"), turn: text, title: text, effect: text, proposal: nullable(text), outcome: text, text }),
  record({
    type: oneOf("tool.proposed"),
    proposal: text,
    turn: text,
    title: text,
    text,
    details: list(record({ label: text, value: text })),
    button: text,
    expiresAt: text,
  }),
  record({ type: oneOf("tool.decided"), proposal: text, title: text, decision: oneOf("confirmed", "declined", "expired", "withdrawn") }),
  record({ type: oneOf("operator.joined"), operator: text }),
  record({ type: oneOf("operator.message"), id: text, operator: text, text }),
  record({ type: oneOf("operator.left"), operator: text, to: oneOf("queue"), text }),
  record({ type: oneOf("operator.left"), operator: text }),
  record({ type: oneOf("feedback.given"), turn: text, rating: oneOf("up", "down"), reason: nullable(text) }),
  record({ type: oneOf("conversation.closed"), by: text, operator: text }),
  record({ type: oneOf("conversation.closed"), by: text }),
  record({ type: oneOf("conversation.rated"), score: number, comment: nullable(text) }),
  record({ type: oneOf("customer.contact"), email: text }),
);
type Known = Guarded<typeof isKnown>;

export type KnownEvent = Demanded<Known, Extract<ConversationEvent, { type: Known["type"] }>>;

const withReplies = record({ replies: list(text) });

/** What the customer might say next; an older desk names nothing. */
export const repliesOf = (event: KnownEvent): readonly string[] => (withReplies(event) ? event.replies : []);

const isPlaced = record({ seq: number, at: text, event: anything });

/** An event with its place in the log and its time (ISO 8601, UTC). */
export type PlacedEvent = Demanded<Omit<LoggedEvent, "event">, LoggedEvent> & { event: KnownEvent | null };

/** Null: this is not an event of a log at all. */
export function readEvent(value: unknown): PlacedEvent | null {
  if (!isPlaced(value)) return null;
  const { seq, at, event } = value;
  return { seq, at, event: isKnown(event) ? event : null };
}

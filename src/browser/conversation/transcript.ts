/**
 * What the customer sees of a conversation, computed from its numbered log and from what is being written at this moment. Pure: a transcript
 * is a value, and the same events give the same transcript whether they arrive live, again or after a reload. Events already seen are ignored.
 */
import type { ConversationState } from "#domain/ownership";
import { type Citation, type KnownEvent, type PlacedEvent, repliesOf } from "#browser/wire/events";
import type { Frame } from "#browser/wire/frames";

/** `key` names the entry's place on the page. `at`: ISO 8601. */
export type Entry =
  | { kind: "customer"; key: string; at: string; text: string }
  | Answer
  | { kind: "person"; key: string; at: string; operator: string; text: string }
  /** `what`: which sentence of the strings' table, or the log's own `text`. */
  | Proposal
  | { kind: "note"; key: string; at: string; what: NoteKind; text: string; ticket: string | null };

export type NoteKind = "failed" | "stopped" | "handoff" | "ticket" | "joined" | "left" | "closed" | "told";

export type Answer = {
  kind: "answer";
  key: string;
  at: string;
  turn: string;
  text: string;
  /** Was it an answer from articles? Only those are rated. */
  answers: boolean;
  citations: readonly Citation[];
  offersPerson: boolean;
  /** What the customer might say next. */
  replies: readonly string[];
  rating: "up" | "down" | null;
};

/** A card of a tool. `state`: "done" and what follows are the end of what was confirmed. */
export type Proposal = {
  kind: "proposal";
  key: string;
  at: string;
  proposal: string;
  title: string;
  text: string;
  details: readonly { label: string; value: string }[];
  button: string;
  state: "open" | "confirmed" | "declined" | "expired" | "withdrawn" | "done" | "failed";
};

/** Words that arrive before they are stored. A chunk that is missing hides what follows it. */
type Draft = { turn: string; attempt: number; chunks: readonly (string | undefined)[] };

export type Transcript = {
  /** The last event seen; 0: none. */
  seq: number;
  state: ConversationState;
  entries: readonly Entry[];
  /** What the agents do for the turn that is under way. */
  activity: { turn: string; phase: "routing" | "searching" | "writing" | "waiting" } | null;
  draft: Draft | null;
  /** The person who speaks for the company. */
  operator: string | null;
  /** For whom the host site has vouched; `name` may be unknown. */
  customer: { subject: string; name: string | null } | null;
  /** Where an answer reaches the customer: the newest address that they left. */
  contact: string | null;
  /** 1 to 5, once the closed conversation was rated. */
  score: number | null;
};

export const emptyTranscript: Transcript = {
  seq: 0,
  state: "ai",
  entries: [],
  activity: null,
  draft: null,
  operator: null,
  customer: null,
  contact: null,
  score: null,
};

const news = new Set(["answer.completed", "turn.failed", "ticket.opened", "operator.joined", "operator.message"]);

/** Something that the visitor has not read until they look. */
export const isNews = (event: KnownEvent): boolean =>
  news.has(event.type) ||
  (event.type === "tool.finished" && event.effect === "write") ||
  (event.type === "conversation.closed" && event.by === "operator");

/** `gap`: an event before this one is missing; nothing was changed. */
export function applyEvent(now: Transcript, placed: PlacedEvent): Transcript | "gap" {
  if (placed.seq <= now.seq) return now;
  if (placed.seq > now.seq + 1) return "gap";
  const next = { ...now, seq: placed.seq };
  return placed.event === null ? next : apply(next, placed.event, placed.at);
}

function apply(now: Transcript, event: KnownEvent, at: string): Transcript {
  const key = `e${now.seq}`;
  const add = (entry: Entry): Transcript => ({ ...now, entries: [...now.entries, entry] });
  const note = (what: NoteKind, text: string, ticket: string | null = null): Transcript =>
    add({ kind: "note", key, at, what, text, ticket });
  switch (event.type) {
    case "customer.identified":
      return { ...now, customer: { subject: event.subject, name: event.name } };
    case "customer.message":
      return add({ kind: "customer", key: event.id, at, text: event.text });
    case "turn.started":
      return { ...now, activity: { turn: event.turn, phase: "waiting" }, draft: null };
    case "answer.completed": {
      const { turn, text, citations, offersPerson } = event;
      return settle(
        add({
          kind: "answer",
          key: turn,
          at,
          turn,
          text,
          answers: event.kind === "answer",
          citations,
          offersPerson,
          replies: repliesOf(event),
          rating: null,
        }),
        turn,
      );
    }
    case "turn.failed":
      return settle(note("failed", event.text), event.turn);
    case "turn.stopped":
      return settle(event.by === "customer" ? note("stopped", "") : now, event.turn);
    case "handoff.requested":
      return { ...settle(note("handoff", event.text), event.turn), state: now.state === "ai" ? "waiting" : now.state };
    case "ticket.opened":
      return note("ticket", event.text, event.ticket.number);
    case "tool.proposed": {
      const { proposal, title, text, details, button } = event;
      return add({ kind: "proposal", key: proposal, at, proposal, title, text, details, button, state: "open" });
    }
    case "tool.decided":
      return decide(now, event.proposal, event.decision);
    case "tool.finished":
      if (event.effect !== "write" || event.proposal === null) return now;
      return decide(note("told", event.text), event.proposal, event.outcome === "done" ? "done" : "failed");
    case "operator.joined":
      return { ...note("joined", event.operator), state: "human", operator: event.operator };
    case "operator.message":
      return { ...add({ kind: "person", key: event.id, at, operator: event.operator, text: event.text }), operator: event.operator };
    case "operator.left":
      if ("to" in event) return { ...note("handoff", event.text), state: "waiting", operator: null };
      return { ...note("left", event.operator), state: "ai", operator: null };
    case "feedback.given":
      return {
        ...now,
        entries: now.entries.map((entry) =>
          entry.kind === "answer" && entry.turn === event.turn ? { ...entry, rating: event.rating } : entry,
        ),
      };
    case "customer.contact":
      return { ...now, contact: event.email };
    case "conversation.rated":
      return { ...now, score: event.score };
    case "conversation.closed":
      return { ...note("closed", "operator" in event ? event.operator : ""), state: "closed", operator: null, activity: null, draft: null };
  }
}

const decide = (now: Transcript, proposal: string, state: Proposal["state"]): Transcript => ({
  ...now,
  entries: now.entries.map((entry) => (entry.kind === "proposal" && entry.proposal === proposal ? { ...entry, state } : entry)),
});

/** The turn has ended: nothing more is written for it. */
function settle(now: Transcript, turn: string | null): Transcript {
  return {
    ...now,
    activity: now.activity?.turn === turn ? null : now.activity,
    draft: now.draft?.turn === turn ? null : now.draft,
  };
}

/** A late status or delta of a turn whose answer stands already changes nothing. */
const isSettled = (now: Transcript, turn: string): boolean => now.entries.some((entry) => entry.kind === "answer" && entry.turn === turn);

export function applyStatus(now: Transcript, { turn, phase }: Extract<Frame, { type: "status" }>): Transcript {
  return isSettled(now, turn) ? now : { ...now, activity: { turn, phase } };
}

/** A higher attempt replaces what a lower one wrote; the same chunk again changes nothing. */
export function applyDelta(now: Transcript, { turn, attempt, index, text }: Extract<Frame, { type: "delta" }>): Transcript {
  if (isSettled(now, turn)) return now;
  const same = now.draft?.turn === turn ? now.draft : null;
  if (same !== null && attempt < same.attempt) return now;
  const before = same?.attempt === attempt ? same.chunks : [];
  const chunks = Array.from({ length: Math.max(before.length, index + 1) }, (_, n) => (n === index ? text : before[n]));
  return { ...now, draft: { turn, attempt, chunks }, activity: { turn, phase: "writing" } };
}

export function draftText({ chunks }: Draft): string {
  const missing = chunks.indexOf(undefined);
  return (missing < 0 ? chunks : chunks.slice(0, missing)).join("");
}

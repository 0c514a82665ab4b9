/** What a page sees of the visitor's conversation, and what it can do with it. */
import type { Admission } from "./admission.ts";
import type { Line } from "./connection.ts";
import type { Pending } from "./outbox.ts";
import type { Transcript } from "./transcript.ts";

export type Rating = "up" | "down";

export type Snapshot = {
  transcript: Transcript;
  pending: readonly Pending[];
  line: Line;
  wantsPerson: boolean;
  /** Ratings that the log does not show yet, by turn. */
  ratings: ReadonlyMap<string, { rating: Rating }>;
  /** Words on cards that the log does not show yet, by proposal. */
  decisions: ReadonlyMap<string, boolean>;
  /** An earlier conversation could not be reopened. */
  movedOn: boolean;
  personTyping: boolean;
  /** What went wrong, in plain words, where waiting does not help. */
  trouble: string | null;
  unread: number;
};

export type Conversation = {
  snapshot: () => Snapshot;
  /** Returns to an earlier conversation, if there is one: always, or only when it was active in the last day. */
  resume: (when: "always" | "recent") => void;
  /** @returns the message's id. */
  send: (text: string) => string;
  retry: (id: string) => void;
  discard: (id: string) => void;
  askPerson: () => void;
  rate: (turn: string, rating: Rating, reason?: string) => void;
  /** Says yes or no to a card. */
  decide: (proposal: string, accept: boolean) => void;
  stop: (turn: string) => void;
  typing: () => void;
  reconnect: () => void;
  /** The right to this conversation, fresh enough for a call over HTTP; begins one when there is none. */
  enter: (distrust: boolean) => Promise<Admission>;
  /** There is a conversation to return to. */
  begun: () => boolean;
  markRead: () => void;
  /** Says who the visitor is: a JWT that the host site signed. Null: signed out, which leaves the conversation. */
  identify: (token: string | null) => void;
  /** Leaves this conversation; the next message begins another. */
  startOver: () => void;
  dispose: () => void;
};

/** What a page sees of the visitor's conversation, and what it can do with it. */
import type { Admission } from "./admission.ts";
import type { Line } from "./connection.ts";
import type { Earlier } from "./device.ts";
import type { Pending } from "./outbox.ts";
import type { Transcript } from "./transcript.ts";

export type Rating = "up" | "down";

/** Of a closed conversation. `score`: 1 to 5. `comment`: empty for none. */
export type Verdict = { score: number; comment: string };

export type Snapshot = {
  transcript: Transcript;
  pending: readonly Pending[];
  /** Those of them that the AI will not answer today; a person would. */
  heldBack: ReadonlySet<string>;
  line: Line;
  wantsPerson: boolean;
  /** Ratings that the log does not show yet, by turn. */
  ratings: ReadonlyMap<string, { rating: Rating }>;
  /** Words on cards that the log does not show yet, by proposal. */
  decisions: ReadonlyMap<string, boolean>;
  /** Where an answer reaches the visitor, confirmed or not. */
  contact: string | null;
  /** How the visitor rated the closed conversation, 1 to 5, confirmed or not. */
  verdict: number | null;
  /** An earlier conversation could not be reopened. */
  movedOn: boolean;
  personTyping: boolean;
  /** What went wrong, in plain words, where waiting does not help. */
  trouble: string | null;
  unread: number;
  /** Conversations that the visitor left, newest first. */
  earlier: readonly Earlier[];
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
  /** Leaves an address for the answer. */
  leaveContact: (email: string) => void;
  /** Rates the closed conversation. */
  judge: (verdict: Verdict) => void;
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
  /** Goes back into an earlier conversation; the present one becomes an earlier one. */
  reopen: (id: string) => void;
  /** Closes the conversation at the desk. False: it could not be asked. */
  end: () => Promise<boolean>;
  /** What was said, as Markdown. Null: it could not be fetched. */
  text: () => Promise<string | null>;
  /** Deletes every conversation of this device, here and at the desk. False: not all of them could be; nothing was forgotten. */
  eraseAll: () => Promise<boolean>;
  /** Leaves this conversation, which stays among the earlier ones; the next message begins another. */
  startOver: () => void;
  /** Leaves nothing of any conversation at this device. */
  vanish: () => void;
  dispose: () => void;
};

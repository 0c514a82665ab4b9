/** Every word of the widget's own, in one language. A table that lacks one is refused by the compiler. What agents and people say comes from the log. */
import type { Phase } from "#contracts/frames";

/** Refusals that have words of their own, by problem code; others are shown in the server's words. */
export type Refusals = Record<
  | "empty_message"
  | "message_too_large"
  | "frame_too_large"
  | "malformed_text"
  | "message_id_conflict"
  | "conversation_closed"
  | "already_rated"
  | "proposal_decided"
  | "unknown_proposal"
  | "too_many_requests"
  | "unavailable"
  | "internal"
  | "foreign_origin"
  | "invalid_identity"
  | "expired_identity"
  | "identity_closed"
  | "unreachable",
  string
>;

export type Strings = {
  /** The AI and its name: that it is one is always said beside it. */
  assistant: (name: string) => string;
  speaker: string;
  you: string;
  defaultName: string;
  disclosure: string;
  disclosurePerson: string;
  close: string;
  log: string;
  latest: string;
  write: string;
  placeholder: string;
  placeholderPerson: (name: string) => string;
  send: string;
  stop: string;
  /** Sizes are written numbers. */
  tooLong: (used: string, limit: string) => string;
  nearlyTooLong: (used: string, limit: string) => string;

  sending: string;
  sent: string;
  waitingForNetwork: string;
  failed: string;
  retry: string;
  discard: string;
  noAck: string;

  reconnecting: string;
  offline: string;
  tryNow: string;
  movedOn: string;

  phases: Record<Phase, string>;
  personTyping: (name: string) => string;
  stopped: string;

  /** Named in the desk's own phrases, too (src/turn/phrases). */
  person: string;
  personAsked: string;
  personComing: string;
  personHere: (name: string) => string;
  personLabel: (name: string) => string;
  joined: (name: string) => string;
  left: (name: string) => string;
  ticket: string;
  /** `when`: a weekday and a time. */
  backAt: (when: string) => string;
  /** Nobody is at the desk; `when`: until then, if it is known. */
  away: (when: string | null) => string;
  /** `duration`: such as "4 hours". */
  aim: (duration: string) => string;

  contactQuestion: string;
  contactLabel: string;
  contactSave: string;
  contactInvalid: string;
  contactSaved: (email: string) => string;
  contactChange: string;

  sources: string;
  citation: (n: number, title: string) => string;
  passage: string;
  closePassage: string;
  openArticle: string;
  passageLoading: string;
  passageMissing: string;
  passageChanged: string;

  helpful: string;
  notHelpful: string;
  thanks: string;
  whyNot: string;
  sendReason: string;
  skipReason: string;
  replies: string;

  closed: string;
  closedBy: (name: string) => string;
  startOver: string;
  suggestions: string;
  rateQuestion: string;
  /** For 1, 2, 3, 4 and 5. */
  scores: readonly [string, string, string, string, string];
  rateComment: string;
  rateSend: string;
  rated: (score: string) => string;

  menu: string;
  history: string;
  historyEmpty: string;
  historyNote: string;
  untitled: string;
  back: string;
  download: string;
  downloadName: string;
  downloadFailed: string;
  end: string;
  endFailed: string;
  erase: string;
  eraseQuestion: string;
  eraseExplained: string;
  eraseConfirm: string;
  eraseCancel: string;
  erasing: string;
  erased: string;
  eraseFailed: string;

  /** A card of a tool: what it says while it waits and after a word on it. */
  decline: string;
  cardWaits: string;
  cardConfirming: string;
  cardDeclining: string;
  cardStates: Record<"confirmed" | "declined" | "expired" | "withdrawn" | "done" | "failed", string>;

  refusals: Refusals;
  /** What a network may do in a day is used up. `when`: from then on, a weekday and a time. A person can be asked for in a conversation that there is. */
  usedUp: Record<"no_more_starts_today" | "no_more_messages_today", (when: string) => string>;
};

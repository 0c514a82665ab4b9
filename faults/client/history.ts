/**
 * What the clients of a campaign saw, as a history: every operation with when it was invoked and how it ended. The checker holds it against what is stored.
 */
export type Operation = {
  /** The message's id. */
  id: string;
  text: string;
  /** Order of invocation and of acknowledgement within the whole campaign. */
  invoked: number;
  acked: number | null;
  /** `unknown` until an ack came; `fail`: refused for good. */
  end: "ok" | "fail" | "unknown";
  /** Place in the log, as the ack said. */
  seq: number | null;
  /** How often it was sent. */
  sends: number;
};

export type Seen = {
  /** Of each turn: the text that stood there in the end, and the deltas of the last attempt in a row from the first. */
  texts: Map<string, string>;
  /** Of each turn: all words that ended it, a handoff's and a failure's among them, in the order in which they came. */
  endings: Map<string, string>;
  deltas: Map<string, { attempt: number; pieces: string[] }>;
};

export type Visit = {
  conversation: string;
  token: string;
  operations: Operation[];
  seen: Seen;
  /** What the socket told out of order or with a gap: sentences. */
  complaints: string[];
  handoffsAsked: number;
};

let ticks = 0;
/** A logical clock: later is larger. */
export const tick = (): number => ++ticks;

export const newVisit = (conversation: string, token: string): Visit => ({
  conversation,
  token,
  operations: [],
  seen: { texts: new Map(), endings: new Map(), deltas: new Map() },
  complaints: [],
  handoffsAsked: 0,
});

/**
 * A ticket system of somebody else. Our own desk keeps a row for every ticket whatever stands there: the row is the key to the twin, remembers how far the twin was
 * told, and is what the operator page shows. Every method may be called again after a failure of unknown outcome; what each must do about it is said with it.
 * All throw `RemoteDeskError` when the system does not do what was asked; the caller comes again.
 */
import type { RemoteReference } from "#contracts/tickets";
import type { TicketMove, TicketRequest } from "#ports/tickets";

export class RemoteDeskError extends Error {
  override readonly name = "RemoteDeskError";
  /** What the system wants to be waited for, in seconds. */
  readonly retryAfterS: number | undefined;

  constructor(message: string, retryAfterS?: number) {
    super(message);
    this.retryAfterS = retryAfterS;
  }
}

export type RemoteOpening = TicketRequest & {
  /** Our number, for systems that have none of their own. */
  number: string;
  /** When our row was made, ms since 1970: how old an earlier try may be. */
  openedAtMs: number;
};

/** What was said in the conversation, told to the people who read the twin. */
export type RemoteComment = {
  /** The same for the same event, in every try. */
  key: string;
  by: "customer" | "operator" | "system";
  /** The operator's name; null for the others. */
  name: string | null;
  text: string;
};

export interface RemoteDesk {
  /** The name under which tickets remember it. */
  readonly name: RemoteReference["desk"];
  /** Opens one ticket for the handoff, or finds the one that an earlier try has opened. */
  open(opening: RemoteOpening): Promise<Omit<RemoteReference, "desk">>;
  /** Adds the comment. @param uncertain an earlier try may have got through: look before adding. */
  comment(twin: RemoteReference, comment: RemoteComment, uncertain: boolean): Promise<void>;
  /** Our ticket has changed. With a `seq` the same again is taken once. */
  change(twin: RemoteReference, change: TicketMove): Promise<void>;
  /** The conversation is erased: nothing of it may stay. A ticket that is gone already is passed over. */
  forget(twin: RemoteReference): Promise<void>;
}

/** How far a twin was told, kept with our row. */
export interface RemoteLinks {
  /** Remembers the twin of a ticket. The first one stays. */
  link(id: string, twin: RemoteReference): Promise<void>;
  /** Our ticket's id. */
  find(desk: RemoteReference["desk"], remote: string): Promise<string | null>;
  /** Our ticket's id. */
  ofHandoff(handoff: string): Promise<string | null>;
  twinsOf(conversation: string): Promise<RemoteReference[]>;
  /** The floor for `forMs`, so that two tellers never tell the same at once. Null: there is no twin yet, or another has the floor. */
  claim(handoff: string, forMs: number): Promise<{ twin: RemoteReference; told: number; telling: number | null } | null>;
  /** Written before the event is told. */
  telling(handoff: string, seq: number): Promise<void>;
  /** Written after it was told. */
  told(handoff: string, seq: number): Promise<void>;
  release(handoff: string): Promise<void>;
}

/** Which messages of another system were worked off already. */
export interface Deliveries {
  seen(desk: RemoteReference["desk"], id: string): Promise<boolean>;
  /** Also forgets what is older than any message that would still be believed. */
  remember(desk: RemoteReference["desk"], id: string): Promise<void>;
}

/** What another system says happened to a ticket, in our words. */
export type RemoteEvent = {
  /** The sender's id of this message; the same when it is sent again. */
  delivery: string;
  /** The handoff, when the message names it, else the twin's id. */
  ticket: { handoff: string } | { remote: string };
} & (
  | { type: "replied"; id: string; author: string; text: string }
  | { type: "taken"; author: string }
  | { type: "closed"; author: string | null }
  | { type: "ignored"; why: string }
);

/** Why a message from outside is not believed or not understood. For people; it names no secret. */
export type RemoteEventRejection = { reason: "unsigned" | "forged" | "stale" | "malformed"; detail: string };

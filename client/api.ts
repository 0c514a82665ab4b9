/**
 * What a program sees of the client: types only, and none from elsewhere, because this file, as it is, becomes the client's declarations. That it fits what the desk says is
 * proven where a frame becomes one of these (`conversation.ts`): the compiler refuses a drift.
 */

/** As much of `localStorage` as is used; what it keeps is the right to the conversation, and messages that the desk has not confirmed. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: "open" | "close", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}

export type EdgedeskOptions = {
  /** Of the desk, such as "https://desk.example". */
  url: string;
  /** `localStorage` in a page (the widget's conversation is then this one, too), a file elsewhere. Default: memory. */
  storage?: Store;
  /** Default: the platform's. */
  fetch?: (url: URL, init: RequestInit) => Promise<Response>;
  /** Default: the platform's. */
  WebSocket?: new (url: string, protocols: string[]) => Socket;
  /** The visitor's, such as "de-CH". */
  locale?: string;
};

export type Edgedesk = {
  conversation: Conversation;
  /** For the AI SDK: `new DefaultChatTransport(desk.chatTransport())`. */
  chatTransport(): ChatTransportOptions;
};

export type Conversation = {
  /** Returns to the conversation that the storage knows, if any; what was not confirmed goes out again. `send` does so by itself. */
  resume(): void;
  /**
   * Resolves when the desk has the message on its disk, however often the line is cut until then; under one id, so it is there once. Rejects with an
   * `EdgedeskError` when the desk refuses it.
   */
  send(text: string): Promise<{ id: string; seq: number }>;
  /** Every event after the cursor, then those to come, in their order and without gaps, until `disconnect`. 0: from the beginning. */
  log(after?: number): AsyncIterableIterator<LoggedEvent>;
  /** What stands now, then again whenever something changed; states that nobody waited for are passed over. */
  watch(): AsyncIterableIterator<Snapshot>;
  snapshot(): Snapshot;
  /** Says who the customer is: a JWT that the host site signed (docs/identity.md). Null: signed out; the next message begins another conversation. */
  identify(token: string | null): void;
  /** Asks for a person. Whoever waits already keeps the handoff that is open; the ticket follows as the event `ticket.opened`. */
  handoff(): Promise<{ handoff: string; seq: number }>;
  feedback(turn: string, rating: "up" | "down", reason?: string): Promise<{ seq: number }>;
  /** The customer's word on what a tool proposed. What is confirmed is carried out once, however often it is confirmed; the end is told by the event `tool.finished`. */
  confirm(proposal: string, accept: boolean): Promise<{ proposal: string; decision: string; seq: number }>;
  /** Ends the writing of an answer. */
  stop(turn: string): void;
  /** Tells the person at the desk that the customer types. */
  typing(): void;
  /** Closes the conversation: it can be read and no longer written to. */
  close(): Promise<void>;
  /** Deletes what was said here and at the desk. The next message begins another conversation. */
  erase(): Promise<void>;
  /** Id and a token that is fresh for half a minute at least, for calls of your own; begins a conversation when there is none. */
  pass(): Promise<{ id: string; token: string; expiresAt: string }>;
  /** Connects anew at once: for whoever learns that the network is back before the next attempt (at most 30 s later). */
  reconnect(): void;
  /** Hangs up and ends every iterator. What was not confirmed stays in the storage. */
  disconnect(): void;
};

export type Snapshot = {
  /** Who has the floor: the AI, the AI while a person was asked for, a person, nobody. */
  state: "ai" | "waiting" | "human" | "closed";
  line: "idle" | "connecting" | "open" | "waiting";
  /** What the agents do at this moment. */
  activity: { turn: string; phase: "routing" | "searching" | "writing" | "waiting" } | null;
  /** The answer that is being written, as far as it is. Its final text is in the event `answer.completed`. */
  answer: { turn: string; text: string } | null;
  /** What the log does not show yet, oldest first. `failed`: it was refused, or is not confirmed after ten seconds. */
  pending: readonly { id: string; text: string; delivery: "sending" | "sent" | "failed" }[];
  personTyping: boolean;
};

/** An event with its place in the log, from 1 without gaps. `at`: ISO 8601, UTC. `event`: null for a kind that this client does not know. */
export type LoggedEvent = { seq: number; at: string; event: ConversationEvent | null };

export type Citation = { n: number; article: string; version: string; section: string; title: string; quote: string; url: string };

export type ConversationEvent =
  | { type: "customer.identified"; subject: string; name: string | null }
  | { type: "customer.message"; id: string; text: string }
  | { type: "turn.started"; turn: string }
  | {
      type: "answer.completed";
      turn: string;
      kind: string;
      text: string;
      citations: readonly Citation[];
      intent: string | null;
      confidence: number;
      offersPerson: boolean;
    }
  | { type: "turn.failed"; turn: string; text: string }
  | { type: "turn.stopped"; turn: string; by: string }
  | { type: "handoff.requested"; turn: string | null; reason: string; text: string }
  | { type: "ticket.opened"; ticket: { number: string }; text: string }
  | {
      type: "tool.finished";
      turn: string;
      title: string;
      effect: string;
      /** What the customer had confirmed; null: a tool that only reads. */
      proposal: string | null;
      outcome: string;
      text: string;
    }
  /** A card waits for the customer: show what will happen, and pass their word on with `confirm`. */
  | {
      type: "tool.proposed";
      proposal: string;
      turn: string;
      title: string;
      text: string;
      details: readonly { label: string; value: string }[];
      button: string;
      expiresAt: string;
    }
  | { type: "tool.decided"; proposal: string; title: string; decision: "confirmed" | "declined" | "expired" | "withdrawn" }
  | { type: "operator.joined"; operator: string }
  | { type: "operator.message"; id: string; operator: string; text: string }
  | { type: "operator.left"; operator: string }
  | { type: "feedback.given"; turn: string; rating: "up" | "down"; reason: string | null }
  | { type: "conversation.closed"; by: string; operator?: string }
  | { type: "conversation.rated"; score: number; comment: string | null }
  | { type: "customer.contact"; email: string };

/** `code`: of the desk's problem details, such as "message_too_large"; or "unreachable", "unreadable", "disconnected". */
export interface EdgedeskError extends Error {
  readonly code: string;
  /** Seconds after which trying again can help, where the desk says so: a limit of the minute, or of the day. */
  readonly retryAfterS: number | undefined;
}

type UserMessage = { id: string; role: string; parts: readonly { type: string; text?: string }[] };
type Prepared = { api: string; headers: Record<string, string>; credentials: "omit" };

/** The options of the AI SDK's `DefaultChatTransport` that make it speak to the desk. */
export type ChatTransportOptions = {
  prepareSendMessagesRequest(options: { messages: readonly UserMessage[] }): Promise<Prepared & { body: object }>;
  prepareReconnectToStreamRequest(): Promise<Prepared>;
};

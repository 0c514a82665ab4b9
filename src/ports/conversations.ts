/**
 * A conversation, as everything outside of its object sees it. Each method is one call to the object; what it refuses comes back as a value whose `reason` is a
 * public problem code.
 */
import type { EventsPage } from "#contracts/conversations";
import type { Card, Draft, SettledReason } from "#contracts/desk";
import type { HandoffReason, Rating, TicketReference } from "#contracts/events";
import type { Identity } from "#contracts/identity";
import type { ProblemCode } from "#contracts/problem";
import type { Brief } from "#contracts/tickets";
import type { Result } from "#domain/result";
import type { TicketMove } from "#ports/tickets";

/** Why a call was refused. `detail` says what and where, for people; `retryAfterS`: when trying again can help, where that is known. */
export type Refusal = { reason: ProblemCode; detail: string; retryAfterS?: number };

export type Refusable<T> = Promise<Result<T, Refusal>>;

/** `visitor`: pseudonym of the network address, on a desk that counts what models cost, or what an address asks for. `identity`: verified by the edge. */
export type BeginOptions = { locale: string | null; visitor?: string | undefined; identity?: Identity | undefined };

/** `trace`: a `traceparent` that the message came with; the turn's trace links to it. */
export type PostedMessage = { id: string; text: string; trace?: string | null | undefined };

/** What a ticket is opened with. `customer`: for whom the host site vouches; null: nobody does. */
export type WrittenBrief = { reason: HandoffReason; brief: Brief; customer: Identity | null };

/** What a ticket should say. `ticket`: null until it was opened; `seq`: of the change of hands from which this follows. */
export type TicketStanding = TicketMove & { ticket: string | null; seq: number };

export interface ConversationClient {
  /** Begins the conversation; again is harmless. */
  begin(options: BeginOptions): Refusable<{ seq: number }>;
  /** Says who the customer is, verified by the edge; again is harmless, another customer is refused. */
  identify(identity: Identity): Refusable<{ seq: number }>;
  /** For whom the host site has vouched; null: nobody. */
  customer(): Refusable<Identity | null>;
  /** Stores a customer's message exactly once for its id. Resolves when it is durable. */
  post(message: PostedMessage): Refusable<{ id: string; seq: number }>;
  /** The same, and the turn that follows as a stream of server-sent events in the AI SDK's UI message format. */
  postAndStream(message: PostedMessage): Refusable<ReadableStream<Uint8Array>>;
  /** The turn of a stored message in that format, from its beginning; of null, the turn under way. Null: there is no such turn. */
  resumeStream(of: { message: string | null }): Refusable<ReadableStream<Uint8Array> | null>;
  events(query: { after: number; limit: number }): Refusable<EventsPage>;
  /** Asks for a person on behalf of the customer. Whoever already waits keeps the handoff that is open. */
  requestHandoff(): Refusable<{ handoff: string; seq: number }>;
  /** The customer's word on a proposal; the same word again is answered alike. What was confirmed is then carried out once. */
  confirm(word: { proposal: string; accept: boolean }): Refusable<{ proposal: string; decision: "confirmed" | "declined"; seq: number }>;
  giveFeedback(feedback: { turn: string; rating: "up" | "down"; reason: string | null }): Refusable<{ seq: number }>;
  /** How satisfied the customer was: once, after the conversation was closed. */
  rate(rating: Rating): Refusable<{ seq: number }>;
  /** Where an answer reaches the customer. */
  leaveContact(contact: { email: string }): Refusable<{ seq: number }>;
  /** The customer ends it. */
  close(): Refusable<{ seq: number }>;
  /** Deletes everything that was said, and refuses whatever comes late. */
  erase(): Promise<void>;
  /** Run graphs from the journal, oldest first and without personal data, as the JSON text that `RunsSchema` describes. */
  runs(): Refusable<string>;
  /** Everything that is stored, as the JSON text of `ConversationExport`. */
  export(): Refusable<string>;

  /** Runs the escalation agent on what was said. `trace`: the caller's `traceparent`. */
  writeBrief(handoff: string, trace?: string | null): Refusable<WrittenBrief>;
  /** Tells the customer the ticket; again is harmless. */
  ticketOpened(handoff: string, ticket: TicketReference, trace?: string | null): Refusable<{ seq: number }>;
  /** The ticket's twin in another system knows what was said, up to `seq`. */
  twinTold(handoff: string, seq: number): Promise<void>;
  /** A person takes the conversation over; from then on no agent speaks. */
  takeOver(operator: string, epoch?: number): Refusable<{ epoch: number }>;
  /** A person's message; stored exactly once for its id. */
  reply(message: { id: string; text: string; operator: string }): Refusable<{ seq: number }>;
  /** The person leaves, or the ticket is closed before anybody came; the AI answers again. Closing the ticket of an older handoff changes nothing. */
  giveBack(operator: string, handoff?: string, to?: "ai" | "queue"): Refusable<{ epoch: number }>;
  /** A person closes it for good. `epoch`: though a colleague has it, unless it has changed hands since. */
  settle(word: { operator: string; reason: SettledReason; epoch?: number | undefined }): Refusable<{ seq: number }>;
  /** What the handoff's ticket should say by now. */
  ticketStanding(handoff: string): Refusable<TicketStanding>;
  /** The ticket says what the log said up to `seq`. */
  ticketFollowed(handoff: string, seq: number): Promise<void>;
  /** Words for colleagues, which no customer reads; stored exactly once for their id. */
  note(message: { id: string; text: string; operator: string }): Refusable<{ after: number }>;
  /** What a person should know before answering. */
  card(): Refusable<Card>;
  /** What the agents would answer now; said to nobody. */
  draft(): Refusable<Draft>;
}

/** Says to the object that a socket is an operator's. Only the adapter sets it: a visitor's upgrade is made anew without any header of theirs. */
export const operatorHeader = "x-edgedesk-operator";

export interface Conversations {
  /** Reaching for an id costs nothing; the object comes to life at its first call. */
  get(id: string): ConversationClient;
  /** Hands the WebSocket upgrade of an already authorised request to the conversation. */
  connect(id: string, request: Request): Promise<Response>;
  /** Opens a socket for a person of the desk. */
  connectOperator(id: string, operator: string): Promise<Response>;
}

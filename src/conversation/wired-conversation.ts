/**
 * What a conversation does, wired: its tables, its turns, its sockets' frames, its alarm and its way out. Each verb stands in a file of its own; what each may rely
 * on: one writer, synchronous SQLite, commit before publish. It knows no platform, so that the simulation runs what the Durable Object runs.
 */
import type { ConversationPorts } from "#compose/conversation-ports";
import type { EventsPage } from "#contracts/conversations";
import type { LoggedEvent, Rating, TicketReference } from "#contracts/events";
import { isTold } from "#contracts/handoffs";
import type { Identity } from "#contracts/identity";
import { turnId } from "#domain/ids";
import { parseTraceparent, type TraceContext } from "#domain/trace";
import { ok, type Result } from "#domain/result";
import type { BeginOptions, ConversationClient, PostedMessage, Refusable, Refusal, WrittenBrief } from "#ports/conversations";
import type { ObjectStorage } from "#ports/object-storage";
import { accept, type Accepted } from "./accept.ts";
import { Audience } from "./audience.ts";
import { writeBrief } from "./brief.ts";
import { forgetHandoffs, originOf } from "./handoff-trace.ts";
import { noteAcknowledged } from "./reactions.ts";
import { countEvent } from "./event-figures.ts";
import { askForPerson, begin, close, giveFeedback, stopTurn } from "./customer.ts";
import { identify } from "./identify.ts";
import { leaveContact, rateConversation } from "./farewell.ts";
import { announceTicket, handoffOf } from "./handoff-progress.ts";
import { confirmTold, mirrored } from "./mirror.ts";
import { withModels } from "./model-account.ts";
import { Aftermath } from "./aftermath.ts";
import { OperatorDesk } from "./operator-desk.ts";
import { type HandsVerb, OperatorHands } from "./operator-hands.ts";
import { Outward } from "./outward.ts";
import { eventsPage, exportOf, shownRuns } from "./read.ts";
import { type Confirmed, decideProposal } from "./proposals.ts";
import { DailyMessages } from "./daily-messages.ts";
import { ProposalRunner } from "./proposal-runner.ts";
import { Records, refuse } from "./records.ts";
import { longestLookMs } from "./retention.ts";
import type { Socket } from "./socket.ts";
import { SocketFrames } from "./socket-frames.ts";
import type { TurnRow } from "./storage/turns.ts";
import { followed, mayMoveTicket } from "./ticket-standing.ts";
import { TurnRunner } from "./turn-runner.ts";
import { uiMessageStream } from "./ui-message-stream.ts";
import { type Alarm, Wakes } from "./wakes.ts";

/** What the object lends to the conversation that lives in it. */
export type Surroundings = {
  /** The conversation's id. */
  id: string;
  storage: ObjectStorage;
  alarm: Alarm;
  sockets: () => Iterable<Socket>;
  ports: ConversationPorts;
  /** Keeps work alive that nobody waits for. */
  background: (work: Promise<void>) => void;
};

/** Enough to find a turn that has just ended. */
const streamLooksAt = 200;

export class WiredConversation implements Omit<ConversationClient, "note" | "card" | "draft" | HandsVerb> {
  readonly #id: string;
  readonly #ports: ConversationPorts;
  readonly #sockets: () => Iterable<Socket>;
  readonly #background: (work: Promise<void>) => void;
  readonly #audience: Audience;
  readonly #records: Records;
  readonly #wakes: Wakes;
  readonly #runner: TurnRunner;
  readonly #proposals: ProposalRunner;
  readonly #frames: SocketFrames;
  /** What a person of the desk reads and writes beside the log. */
  readonly desk: OperatorDesk;
  readonly hands: OperatorHands;
  readonly #outward: Outward;
  readonly #aftermath: Aftermath;
  readonly #dailyMessages: DailyMessages;
  readonly #abandon = (turn: number): void => this.#runner.abandon(turn);

  constructor({ id, storage, alarm, sockets, ports, background }: Surroundings) {
    this.#id = id;
    this.#sockets = sockets;
    this.#background = background;
    this.#audience = new Audience(sockets, ports.randomness);
    this.#records = new Records(storage, ports.clock, {
      publish: (logged) => this.#published(logged),
      turnEnded: ports.turnEnded,
      watched: (append) => {
        const nowMs = ports.clock.now();
        return followed(ports.twins ? mirrored(append, this.#records, id, nowMs) : append, this.#records, id, nowMs);
      },
    });
    this.#ports = withModels(ports, this.#records);
    this.#dailyMessages = new DailyMessages(this.#records, ports.addressCaps);
    this.#wakes = new Wakes(alarm);
    const room = { id, sockets, background, ports: this.#ports };
    this.desk = new OperatorDesk(room, this.#records, this.#audience);
    const { clock } = ports;
    this.hands = new OperatorHands({ id, records: this.#records, wakes: this.#wakes, clock, abandon: this.#abandon });
    this.#outward = new Outward(id, this.#records, this.#wakes, ports);
    const handedOff = (): void => void this.#outward.send();
    const answered = (): void => this.#aftermath.answered();
    this.#proposals = new ProposalRunner(id, this.#records, this.#ports, this.#wakes, handedOff);
    const confirmed = (): void => void this.#proposals.wake();
    this.#runner = new TurnRunner(id, this.#records, this.#audience, this.#ports, { handedOff, confirmed, answered });
    const workers = { runner: this.#runner, proposals: this.#proposals, outward: this.#outward, desk: this.desk };
    this.#aftermath = new Aftermath({ ...room, erase: () => this.erase() }, this.#records, this.#wakes, workers);
    this.#frames = new SocketFrames(this.#records, this.#audience, ports, {
      post: (message) => this.#accept(message),
      answer: () => void this.#runner.wake(),
      acknowledged: ({ turn }, frameAtMs) => noteAcknowledged(this.#ports, id, turn, frameAtMs),
      requestHandoff: () => this.requestHandoff(),
      giveFeedback: (feedback) => giveFeedback(this.#records, id, feedback),
      rate: (rating) => this.rate(rating),
      leaveContact: (contact) => this.leaveContact(contact),
      confirm: (word) => this.confirm(word),
      stop: (turn) => stopTurn(this.#records, id, turn, this.#abandon),
    });
  }

  /** After a crash or an eviction in mid-turn, whoever calls first finds the work going on. */
  start(): void {
    void this.#runner.wake();
    void this.#proposals.wake();
  }

  receive(socket: Socket, data: string | ArrayBuffer | ArrayBufferView): Promise<void> {
    return this.desk.received(socket, data) ? Promise.resolve() : this.#frames.receive(socket, data);
  }

  /** Forgets a socket that has closed. */
  forget(socket: Socket): void {
    this.#frames.forget(socket);
    this.desk.left(socket);
  }

  /** The alarm went off. It is set for the next time before this resolves. */
  alarm(): Promise<void> {
    return this.#aftermath.alarm();
  }

  async begin(options: BeginOptions): Refusable<{ seq: number }> {
    // A conversation begins a moment before its first question: time enough for a cold isolate to read the articles.
    const { knowledge, models } = this.#ports.agents;
    this.#background(knowledge.prepare());
    // From the first moment on it is known when the conversation goes. Whatever is armed later comes earlier.
    if (!this.#records.standing()) await this.#wakes.armed(this.#ports.clock.now() + longestLookMs);
    const begun = begin(this.#records, options);
    if (models && begun.ok) this.#background(models.prepare());
    return begun;
  }

  async identify(identity: Identity): Refusable<{ seq: number }> {
    return identify(this.#records, identity);
  }

  async customer(): Refusable<Identity | null> {
    const known = this.#records.standing() !== null;
    return known ? ok(this.#records.customer.read()) : refuse("not_found", "this conversation does not exist or was erased");
  }

  async post(message: PostedMessage): Refusable<{ id: string; seq: number }> {
    const accepted = await this.#accept(message);
    if (accepted.ok) void this.#runner.wake();
    return accepted.ok ? ok({ id: accepted.value.id, seq: accepted.value.seq }) : accepted;
  }

  async postAndStream(message: PostedMessage): Refusable<ReadableStream<Uint8Array>> {
    const accepted = await this.#accept(message);
    if (!accepted.ok) return accepted;
    const stream = this.#stream(this.#records.turns.ofMessage(message.id), accepted.value.seq);
    void this.#runner.wake();
    return ok(stream);
  }

  async resumeStream({ message }: { message: string | null }): Refusable<ReadableStream<Uint8Array> | null> {
    if (!this.#records.standing()) return refuse("not_found", "this conversation does not exist or was erased");
    if (message !== null && !this.#records.message(message)) return refuse("not_found", `message ${message} is not stored; send it again`);
    const turn = message === null ? this.#records.turns.unfinished().at(-1) : this.#records.turns.ofMessage(message);
    return ok(turn ? this.#stream(turn, turn.seq) : null);
  }

  async events(query: { after: number; limit: number }): Refusable<EventsPage> {
    return eventsPage(this.#records, query);
  }

  async requestHandoff(): Refusable<{ handoff: string; seq: number }> {
    const { clock } = this.#ports;
    await this.#wakes.armedAgainstCrash(clock.now());
    const asked = askForPerson(this.#records, this.#id, clock.now());
    void this.#outward.send();
    return asked;
  }

  async confirm(word: { proposal: string; accept: boolean }): Refusable<Confirmed> {
    const { clock } = this.#ports;
    // From the customer's word on, no crash can leave the deed undone.
    await this.#wakes.armedAgainstCrash(clock.now());
    const confirmed = decideProposal(this.#records, this.#id, word, clock.now());
    void this.#proposals.wake();
    return confirmed;
  }

  async giveFeedback(feedback: { turn: string; rating: "up" | "down"; reason: string | null }): Refusable<{ seq: number }> {
    return giveFeedback(this.#records, this.#id, feedback);
  }

  async rate(rating: Rating): Refusable<{ seq: number }> {
    const { clock } = this.#ports;
    await this.#wakes.armedAgainstCrash(clock.now());
    const rated = rateConversation(this.#records, this.#id, rating, clock.now());
    this.#background(this.#outward.ratings.relay());
    return rated;
  }

  async leaveContact(contact: { email: string }): Refusable<{ seq: number }> {
    return leaveContact(this.#records, contact);
  }

  async close(): Refusable<{ seq: number }> {
    return close(this.#records, this.#id, this.#abandon);
  }

  async erase(): Promise<void> {
    for (const turn of this.#records.turns.unfinished()) this.#runner.abandon(turn.n);
    await this.#outward.ratings.settled();
    const { clock, telemetry } = this.#ports;
    await this.#wakes.armedAgainstCrash(clock.now());
    forgetHandoffs(telemetry, this.#records, this.#id);
    this.#proposals.abandon();
    this.#records.erase(this.#id, clock.now());
    this.#audience.dismiss();
    for (const socket of this.#sockets()) socket.close(1000, "erased");
    // Whoever asked is answered when the outside has forgotten it, too, or has been told once and will be told again.
    await this.#outward.send();
  }

  async runs(): Refusable<string> {
    return ok(JSON.stringify(shownRuns(this.#records, this.#id)));
  }

  async export(): Refusable<string> {
    const everything = exportOf(this.#records, this.#id, [...(this.#ports.tools?.tools.keys() ?? [])]);
    return everything.ok ? ok(JSON.stringify(everything.value)) : everything;
  }

  async writeBrief(handoff: string, trace?: string | null): Refusable<WrittenBrief> {
    const row = handoffOf(this.#records, this.#id, handoff);
    if (!row.ok) return row;
    const { agents, ...ports } = this.#ports;
    const write = () => writeBrief(this.#records, this.#id, { id: handoff, ...row.value }, { ...ports, ports: agents });
    const brief = await ports.telemetry.span("write the brief", this.#about(handoff), write, { parent: this.#traceBehind(handoff, trace) });
    return ok({ reason: row.value.reason, brief, customer: this.#records.customer.read() });
  }

  async ticketOpened(handoff: string, ticket: TicketReference, trace?: string | null): Refusable<{ seq: number }> {
    const announce = async () => announceTicket(this.#records, this.#id, handoff, ticket);
    const parent = this.#traceBehind(handoff, trace);
    return this.#ports.telemetry.span("announce the ticket", this.#about(handoff), announce, { parent });
  }

  async twinTold(handoff: string, seq: number): Promise<void> {
    confirmTold(this.#records, handoff, seq);
  }

  /** The alarm stands before the message does: from the acknowledgement on, no crash can leave it without an answer. */
  async #accept(message: PostedMessage): Promise<Result<Accepted, Refusal>> {
    const { clock } = this.#ports;
    const admitted = await this.#dailyMessages.admit(message, clock.now());
    if (!admitted.ok) return admitted;
    const accepted = await this.#wakes.guarded(clock.now(), () => accept(this.#records, this.#id, message, clock.now()));
    if (accepted.ok && accepted.value.turn !== null) this.#runner.link(accepted.value.turn, parseTraceparent(message.trace));
    return accepted;
  }

  #published(logged: LoggedEvent): void {
    this.#audience.event(logged);
    this.desk.published(logged);
    this.#aftermath.said(logged.event);
    countEvent(this.#ports.telemetry, this.#records, this.#id, logged);
    if (mayMoveTicket(logged.event) || (this.#ports.twins && isTold(logged.event))) void this.#outward.send();
  }

  readonly #about = (handoff: string) => ({ conversation_id: this.#id, handoff_id: handoff });

  /** The caller's span, or, when it told of none, where the handoff began. */
  #traceBehind(handoff: string, trace: string | null | undefined): TraceContext {
    return parseTraceparent(trace) ?? originOf(this.#records, this.#id, handoff).trace;
  }

  #stream(turn: TurnRow | undefined, seq: number): ReadableStream<Uint8Array> {
    return uiMessageStream({
      turn: turn ? turnId(this.#id, turn.n) : null,
      past: this.#records.log.after(seq, streamLooksAt),
      audience: this.#audience,
      clock: this.#ports.clock,
    });
  }
}

/**
 * The Durable Object of one conversation: lifecycle and transports only. What a call does stands in a file of its own; what each may rely on: one writer,
 * synchronous SQLite, commit before publish. Composed from `agents/lifecycle` (start, the single alarm, durable jobs) and `agents/websockets` (hibernating
 * sockets), the way that package's documentation starts every agent, without the parts of its preset that a support desk would have to close again.
 */
import { DurableObject } from "cloudflare:workers";
import { Lifecycle, type LifecycleJobOutcome } from "agents/lifecycle";
import { WebSockets } from "agents/websockets";
import { conversationPorts } from "#compose/conversation-ports";
import type { EventsPage } from "#contracts/conversations";
import type { HandoffReason, TicketReference } from "#contracts/events";
import type { Brief } from "#contracts/tickets";
import { turnId } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import { relay } from "#outbox/relay";
import type { ConversationClient, Refusable, Refusal } from "#ports/conversations";
import { accept, type Accepted } from "./accept.ts";
import { Audience } from "./audience.ts";
import { writeBrief } from "./brief.ts";
import { askForPerson, begin, close, giveFeedback, stopTurn } from "./customer.ts";
import { announceTicket, handoffOf } from "./handoff-progress.ts";
import { giveBack, operatorReply, takeOver } from "./operator.ts";
import { eventsPage, runGraphs } from "./read.ts";
import { Records } from "./records.ts";
import { SocketFrames } from "./socket-frames.ts";
import { TurnRunner } from "./turn-runner.ts";
import { uiMessageStream } from "./ui-message-stream.ts";
import { Wakes } from "./wakes.ts";

/** A turn that no crash cut off has ended by then; one that was cut off is started again. */
const recoverAfterMs = 5_000;
/** Enough to find a turn that has just ended. */
const streamLooksAt = 200;

export class Conversation extends DurableObject<Env> implements ConversationClient {
  readonly #ports = conversationPorts(this.env, (work) => this.ctx.waitUntil(work));
  readonly #sockets: WebSockets = new WebSockets({
    protocol: false,
    handlers: {
      onMessage: (socket, data) => this.#frames.receive(socket, data),
      onClose: (socket, code) => {
        this.#frames.forget(socket);
        // A close without a code is the one that the runtime leaves unanswered; the handshake is completed here (RFC 6455 §5.5.1).
        if (code === 1005) socket.close();
      },
      onError: (socket) => this.#frames.forget(socket),
    },
  });
  readonly lifecycle = Lifecycle.install(this).use(this.#sockets);
  readonly #id = this.lifecycle.name;
  readonly #audience = new Audience(() => this.#sockets.getConnections());
  readonly #records = new Records(this.ctx.storage, this.#ports.clock, (event) => this.#audience.event(event));
  readonly #wakes = new Wakes(this.lifecycle.jobs);
  readonly #runner = new TurnRunner(this.#id, this.#records, this.#audience, this.#ports, () => void this.#relay());
  readonly #frames: SocketFrames = new SocketFrames(this.#records, this.#audience, this.#ports.clock, {
    post: (message) => this.#accept(message),
    answer: () => void this.#runner.wake(),
    requestHandoff: () => this.requestHandoff(),
    giveFeedback: (feedback) => giveFeedback(this.#records, this.#id, feedback),
    stop: (turn) => stopTurn(this.#records, this.#id, turn, this.#abandon),
  });
  readonly #abandon = (turn: number): void => this.#runner.abandon(turn);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Answered by the runtime, so that a heartbeat does not wake a sleeping conversation.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    // After a crash or an eviction in mid-turn, whoever calls first finds the work going on.
    void this.#runner.wake();
  }

  /** The alarm: runs on with what a crash cut off, re-sends what was not confirmed. */
  async onJob(): Promise<LifecycleJobOutcome> {
    this.#wakes.fired();
    // A job that throws is given up by the lifecycle after a few tries, and with it everything that waits for the alarm.
    const worked = await this.#runner.wake().then(
      () => true,
      () => false,
    );
    await relay(this.#records.outbox, this.#ports);
    const next = worked ? this.#records.outbox.nextDueMs() : this.#ports.clock.now() + recoverAfterMs;
    return next === null ? undefined : { rescheduleAt: next };
  }

  async begin({ locale }: { locale: string | null }): Refusable<{ seq: number }> {
    // A conversation begins a moment before its first question: time enough for a cold isolate to read the articles.
    this.ctx.waitUntil(this.#ports.agents.knowledge.prepare());
    return begin(this.#records, locale);
  }

  async post(message: { id: string; text: string }): Refusable<{ id: string; seq: number }> {
    const accepted = await this.#accept(message);
    if (accepted.ok) void this.#runner.wake();
    return accepted.ok ? ok({ id: accepted.value.id, seq: accepted.value.seq }) : accepted;
  }

  async postAndStream(message: { id: string; text: string }): Refusable<ReadableStream<Uint8Array>> {
    const accepted = await this.#accept(message);
    if (!accepted.ok) return accepted;
    const n = this.#records.turns.ofMessage(message.id)?.n;
    const past = this.#records.log.after(accepted.value.seq, streamLooksAt);
    const stream = uiMessageStream({ turn: n === undefined ? null : turnId(this.#id, n), past, audience: this.#audience });
    void this.#runner.wake();
    return ok(stream);
  }

  async events(query: { after: number; limit: number }): Refusable<EventsPage> {
    return eventsPage(this.#records, query);
  }

  async requestHandoff(): Refusable<{ handoff: string; seq: number }> {
    const { clock } = this.#ports;
    await this.#wakes.armed(clock.now() + recoverAfterMs);
    const asked = askForPerson(this.#records, this.#id, clock.now());
    void this.#relay();
    return asked;
  }

  async giveFeedback(feedback: { turn: string; rating: "up" | "down"; reason: string | null }): Refusable<{ seq: number }> {
    return giveFeedback(this.#records, this.#id, feedback);
  }

  async close(by: "customer" | "operator"): Refusable<{ seq: number }> {
    return close(this.#records, this.#id, by, this.#abandon);
  }

  async erase(): Promise<void> {
    for (const turn of this.#records.turns.unfinished()) this.#runner.abandon(turn.n);
    this.#records.erase(this.#ports.clock.now());
    this.#audience.dismiss();
    for (const socket of this.#sockets.getConnections()) socket.close(1000, "erased");
  }

  async runs(): Refusable<string> {
    return ok(JSON.stringify(runGraphs(this.#records, this.#id)));
  }

  async writeBrief(handoff: string): Refusable<{ reason: HandoffReason; brief: Brief }> {
    const row = handoffOf(this.#records, this.#id, handoff);
    if (!row.ok) return row;
    const { agents, ...ports } = this.#ports;
    const brief = await writeBrief(this.#records, this.#id, { id: handoff, ...row.value }, { ...ports, ports: agents });
    return ok({ reason: row.value.reason, brief });
  }

  async ticketOpened(handoff: string, ticket: TicketReference): Refusable<{ seq: number }> {
    return announceTicket(this.#records, this.#id, handoff, ticket);
  }

  async takeOver(operator: string): Refusable<{ epoch: number }> {
    return takeOver(this.#records, this.#id, operator, this.#abandon);
  }

  async reply(message: { id: string; text: string; operator: string }): Refusable<{ seq: number }> {
    return operatorReply(this.#records, message);
  }

  async giveBack(operator: string): Refusable<{ epoch: number }> {
    return giveBack(this.#records, operator);
  }

  /** The alarm stands before the message does: from the acknowledgement on, no crash can leave it without an answer. */
  async #accept(message: { id: string; text: string }): Promise<Result<Accepted, Refusal>> {
    const { clock } = this.#ports;
    await this.#wakes.armed(clock.now() + recoverAfterMs);
    return accept(this.#records, this.#id, message, clock.now());
  }

  async #relay(): Promise<void> {
    await relay(this.#records.outbox, this.#ports);
    const next = this.#records.outbox.nextDueMs();
    if (next !== null) await this.#wakes.armed(next);
  }
}

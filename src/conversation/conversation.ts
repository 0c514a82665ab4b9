/**
 * The Durable Object of one conversation: lifecycle and transports only; what it does is in `wired-conversation.ts`. Composed from `agents/lifecycle` (start) and
 * `agents/websockets` (hibernating sockets), the way that package's documentation starts every agent, without the parts of its preset that a support desk would have to
 * close again, and without its queue of jobs: a conversation waits for one thing, and the platform's alarm is that (decision 27).
 */
import { DurableObject } from "cloudflare:workers";
import { Lifecycle } from "agents/lifecycle";
import { WebSockets } from "agents/websockets";
import { conversationPorts } from "#compose/conversation-ports";
import type { SettledReason } from "#contracts/desk";
import type { Rating, TicketReference } from "#contracts/events";
import type { Identity } from "#contracts/identity";
import { type BeginOptions, type ConversationClient, operatorHeader, type PostedMessage } from "#ports/conversations";
import { WiredConversation } from "./wired-conversation.ts";

type Answer<Verb extends keyof ConversationClient> = ReturnType<ConversationClient[Verb]>;

export class Conversation extends DurableObject<Env> implements ConversationClient {
  readonly #sockets: WebSockets = new WebSockets({
    protocol: false,
    handlers: {
      onConnect: (socket, { request }) => {
        const operator = request.headers.get(operatorHeader);
        if (operator !== null) socket.setState({ operator: decodeURIComponent(operator) });
      },
      onMessage: (socket, data) => this.#conversation.receive(socket, data),
      onClose: (socket, code) => {
        this.#conversation.forget(socket);
        // A close without a code is the one that the runtime leaves unanswered; the handshake is completed here (RFC 6455 §5.5.1).
        if (code === 1005) socket.close();
      },
      onError: (socket) => this.#conversation.forget(socket),
    },
  });
  readonly lifecycle = Lifecycle.install(this).use(this.#sockets);
  readonly #background = (work: Promise<void>): void => this.ctx.waitUntil(work);
  readonly #conversation: WiredConversation = new WiredConversation({
    id: this.lifecycle.name,
    storage: this.ctx.storage,
    alarm: { get: () => this.ctx.storage.getAlarm(), set: (atMs) => this.ctx.storage.setAlarm(atMs) },
    sockets: () => this.#sockets.getConnections(),
    ports: conversationPorts(this.env, this.#background),
    background: this.#background,
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Answered by the runtime, so that a heartbeat does not wake a sleeping conversation.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#conversation.start();
  }

  override async alarm(): Promise<void> {
    await this.lifecycle.start();
    await this.#conversation.alarm();
  }

  begin(options: BeginOptions): Answer<"begin"> {
    return this.#conversation.begin(options);
  }

  identify(identity: Identity): Answer<"identify"> {
    return this.#conversation.identify(identity);
  }

  customer(): Answer<"customer"> {
    return this.#conversation.customer();
  }

  post(message: PostedMessage): Answer<"post"> {
    return this.#conversation.post(message);
  }

  postAndStream(message: PostedMessage): Answer<"postAndStream"> {
    return this.#conversation.postAndStream(message);
  }

  resumeStream(of: { message: string | null }): Answer<"resumeStream"> {
    return this.#conversation.resumeStream(of);
  }

  events(query: { after: number; limit: number }): Answer<"events"> {
    return this.#conversation.events(query);
  }

  requestHandoff(): Answer<"requestHandoff"> {
    return this.#conversation.requestHandoff();
  }

  confirm(word: { proposal: string; accept: boolean }): Answer<"confirm"> {
    return this.#conversation.confirm(word);
  }

  giveFeedback(feedback: { turn: string; rating: "up" | "down"; reason: string | null }): Answer<"giveFeedback"> {
    return this.#conversation.giveFeedback(feedback);
  }

  rate(rating: Rating): Answer<"rate"> {
    return this.#conversation.rate(rating);
  }

  leaveContact(contact: { email: string }): Answer<"leaveContact"> {
    return this.#conversation.leaveContact(contact);
  }

  close(): Answer<"close"> {
    return this.#conversation.close();
  }

  settle(word: { operator: string; reason: SettledReason; epoch?: number | undefined }): Answer<"settle"> {
    return this.#conversation.hands.settle(word);
  }

  ticketStanding(handoff: string): Answer<"ticketStanding"> {
    return this.#conversation.hands.ticketStanding(handoff);
  }

  ticketFollowed(handoff: string, seq: number): Answer<"ticketFollowed"> {
    return this.#conversation.hands.ticketFollowed(handoff, seq);
  }

  erase(): Answer<"erase"> {
    return this.#conversation.erase();
  }

  runs(): Answer<"runs"> {
    return this.#conversation.runs();
  }

  export(): Answer<"export"> {
    return this.#conversation.export();
  }

  writeBrief(handoff: string, trace?: string | null): Answer<"writeBrief"> {
    return this.#conversation.writeBrief(handoff, trace);
  }

  ticketOpened(handoff: string, ticket: TicketReference, trace?: string | null): Answer<"ticketOpened"> {
    return this.#conversation.ticketOpened(handoff, ticket, trace);
  }

  twinTold(handoff: string, seq: number): Answer<"twinTold"> {
    return this.#conversation.twinTold(handoff, seq);
  }

  takeOver(operator: string, epoch?: number): Answer<"takeOver"> {
    return this.#conversation.hands.takeOver(operator, epoch);
  }

  reply(message: { id: string; text: string; operator: string }): Answer<"reply"> {
    return this.#conversation.hands.reply(message);
  }

  giveBack(operator: string, handoff?: string, to?: "ai" | "queue"): Answer<"giveBack"> {
    return this.#conversation.hands.giveBack(operator, handoff, to);
  }

  async note(message: { id: string; text: string; operator: string }): Answer<"note"> {
    return this.#conversation.desk.note(message);
  }

  card(): Answer<"card"> {
    return this.#conversation.desk.card();
  }

  draft(): Answer<"draft"> {
    return this.#conversation.desk.draft();
  }
}

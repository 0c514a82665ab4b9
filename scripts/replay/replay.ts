/**
 * Holds a recorded conversation again, with today's code: everything that came from outside happens in the recorded order, and every turn ends where it ended then. The
 * conversation is the same object as in production, over SQLite in memory and a clock that waits for nobody.
 */
import { WiredConversation } from "#conversation/wired-conversation";
import type { Socket } from "#conversation/socket";
import type { ConversationExport } from "#contracts/conversations";
import type { LoggedEvent } from "#contracts/events";
import { turnId } from "#domain/ids";
import type { Clock } from "#ports/clock";
import { keptForEver } from "../../test/fakes/kept-for-ever.ts";
import { silentTelemetry } from "../../test/fakes/silent-telemetry.ts";
import { SqliteStorage } from "../../test/simulation/sqlite-storage.ts";
import { parseRecording, ReplayError } from "./recording.ts";
import { type Instead, recordedAgents } from "./recorded-ports.ts";
import { recordedTools } from "./recorded-tools.ts";
import type { ReplaySettings } from "./settings.ts";
import { VirtualClock } from "./virtual-clock.ts";

export type ReplayOptions = {
  settings: ReplaySettings;
  instead?: Instead;
  /** Real time, for models that really answer. Absent: time passes when nothing else can happen. */
  clock?: Clock;
};

/** @returns the conversation as it would be exported now. Turns that were under way when it was recorded stay so. */
export async function replay(recording: ConversationExport, options: ReplayOptions): Promise<ConversationExport> {
  const held = new HeldConversation(recording, options);
  for (const event of recording.events) await held.happen(event);
  return held.exported();
}

/** With models that really answer. */
const looksEveryMs = 10;

class HeldConversation {
  readonly #recording: ConversationExport;
  readonly #virtual = new VirtualClock();
  /** Null: time is virtual. */
  readonly #clock: Clock | null;
  readonly #conversation: WiredConversation;
  #begun = 0;
  readonly #ended = new Set<number>();
  readonly #gates = new Map<number, PromiseWithResolvers<void>>();
  readonly #socket: Socket = {
    id: "replay",
    state: null,
    setState: () => undefined,
    send: () => undefined,
    close: () => undefined,
  };

  constructor(recording: ConversationExport, { settings, instead = {}, clock }: ReplayOptions) {
    this.#recording = recording;
    this.#clock = clock ?? null;
    const stage = { current: () => this.#current(), released: (turn: number) => this.#gate(turn).promise };
    this.#conversation = new WiredConversation({
      id: recording.conversation,
      storage: new SqliteStorage(),
      alarm: { get: async () => null, set: async () => undefined },
      sockets: () => [],
      ports: {
        ...recordedAgents(recording, stage, instead, settings),
        tools: recordedTools(recording, settings.tools, stage, { clock: clock ?? this.#virtual, takesTime: clock === undefined }),
        assistant: settings.assistant,
        clock: clock ?? this.#virtual,
        // Jitter of waits, and nothing else.
        randomness: { unit: () => 0, id: () => "0".repeat(32) },
        telemetry: silentTelemetry,
        queue: { send: async () => undefined },
        turnFacts: { keep: async () => undefined },
        ratings: { keep: async () => undefined },
        remains: { clear: async () => undefined },
        retention: keptForEver,
        turnEnded: ({ facts }) => void this.#ended.add(facts.turn),
      },
      background: () => undefined,
    });
  }

  /** What came from outside comes again; of the conversation's own doings only the ends of turns matter, as the moments at which they happened. */
  async happen({ at, event }: LoggedEvent): Promise<void> {
    const conversation = this.#conversation;
    if (this.#ended.size === this.#begun) this.#virtual.moveTo(Date.parse(at));
    switch (event.type) {
      case "turn.started":
        this.#begun += 1;
        return;
      case "conversation.started":
        return void (await conversation.begin({ locale: event.locale, visitor: event.visitor }));
      case "customer.identified":
        return void (await conversation.identify(event));
      case "customer.message":
        return void (await conversation.post({ id: event.id, text: event.text }));
      case "answer.completed":
      case "turn.failed":
        return this.#end(event.turn);
      case "handoff.requested":
        if (event.turn !== null) return this.#end(event.turn);
        return void (await conversation.requestHandoff());
      case "turn.stopped":
        if (event.by === "customer") await conversation.receive(this.#socket, JSON.stringify({ v: 1, type: "stop", turn: event.turn }));
        return;
      case "tool.decided":
        if (event.decision === "confirmed" || event.decision === "declined")
          await conversation.confirm({ proposal: event.proposal, accept: event.decision === "confirmed" });
        // What was confirmed is carried out without anything to wait for.
        return quiet();
      case "ticket.opened":
        return void (await conversation.ticketOpened(event.handoff, event.ticket));
      case "operator.joined":
        return void (await conversation.hands.takeOver(event.operator));
      case "operator.message":
        return void (await conversation.hands.reply({ id: event.id, text: event.text, operator: event.operator }));
      case "operator.left":
        return void (await conversation.hands.giveBack(event.operator, undefined, event.to ?? "ai"));
      case "feedback.given":
        return void (await conversation.giveFeedback({ turn: event.turn, rating: event.rating, reason: event.reason }));
      case "conversation.closed":
        if (event.by === "customer") return void (await conversation.close());
        return void (await conversation.hands.settle({ operator: event.operator ?? "Support", reason: "resolved" }));
      default:
        return;
    }
  }

  async exported(): Promise<ConversationExport> {
    const everything = await this.#conversation.export();
    if (!everything.ok) throw new ReplayError(`the replay has nothing to show: ${everything.error.detail}`);
    const content: unknown = JSON.parse(everything.value);
    return parseRecording(content, "the replay");
  }

  /** Lets a turn go on, and waits for its end. */
  async #end(turn: string): Promise<void> {
    const n = this.#recording.turns.find((one) => turnId(this.#recording.conversation, one.n) === turn)?.n;
    if (n === undefined) return;
    this.#gate(n).resolve();
    while (!this.#ended.has(n)) {
      await (this.#clock ? this.#clock.sleep(looksEveryMs) : quiet());
      if (this.#ended.has(n) || this.#clock) continue;
      if (!this.#virtual.next()) throw new ReplayError(`turn ${n} does not come to an end`);
    }
  }

  /** Turns are worked on one after the other. */
  #current(): number {
    let n = 1;
    while (this.#ended.has(n)) n += 1;
    return n;
  }

  #gate(turn: number): PromiseWithResolvers<void> {
    const gate = this.#gates.get(turn) ?? Promise.withResolvers<void>();
    this.#gates.set(turn, gate);
    return gate;
  }
}

/** Resolves when no promise is left that can go on by itself. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

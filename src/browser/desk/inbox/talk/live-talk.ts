/**
 * One conversation, live: its log by cursor over the operator's own socket, the internal notes, what is being written at this moment and by whom, and the card. A break
 * is read on from the last seq; what was seen is never seen twice.
 */
import { applyDelta, applyEvent, applyStatus, draftText, emptyTranscript, type Transcript } from "#browser/conversation/transcript";
import type { PlacedEvent } from "#browser/wire/events";
import { readFrame } from "#browser/wire/frames";
import { parseJson } from "#browser/wire/guards";
import type { Refusal } from "#browser/wire/http";
import { FrameStore } from "../../shell/frame-store.ts";
import { type LiveSocket, liveSocket } from "../../shell/live-socket.ts";
import type { Operator } from "../../shell/operator.ts";
import { type Card, isCard, isDeskFrame, type Note } from "../wire.ts";

export type Person = { name: string; isWriting: boolean };

export type TalkState = {
  events: readonly PlacedEvent[];
  notes: readonly Note[];
  people: readonly Person[];
  transcript: Transcript;
  /** Words of the AI that are being written; empty: none. */
  writing: string;
  isCustomerTyping: boolean;
  card: Card | null;
  isReady: boolean;
  isLive: boolean;
  refusal: Refusal | null;
};

const typingShownMs = 5_000;
const typingSentEveryMs = 2_000;

/** Events after which the card says something else. */
const changesCard = new Set([
  "customer.identified",
  "customer.message",
  "answer.completed",
  "handoff.requested",
  "ticket.opened",
  "operator.joined",
  "operator.left",
  "operator.message",
  "conversation.closed",
]);

export class LiveTalk {
  readonly id: string;
  readonly #operator: Operator;
  #socket: LiveSocket | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #card: ReturnType<typeof setTimeout> | undefined;
  #typedAt = 0;
  #isStopped = false;
  readonly shown = new FrameStore<TalkState>({
    events: [],
    notes: [],
    people: [],
    transcript: emptyTranscript,
    writing: "",
    isCustomerTyping: false,
    card: null,
    isReady: false,
    isLive: true,
    refusal: null,
  });

  constructor(id: string, operator: Operator) {
    this.id = id;
    this.#operator = operator;
  }

  start(): void {
    const { token, name } = this.#operator;
    this.#socket = liveSocket({
      path: `/v1/conversations/${encodeURIComponent(this.id)}/desk-socket`,
      protocol: "edgedesk.desk.v1",
      token,
      name,
      onOpen: (send) => send({ type: "resume", after: this.shown.get().transcript.seq }),
      onFrame: (text) => this.#receive(text),
      onState: (isLive) => this.shown.set({ isLive }),
    });
    void this.readCard();
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.close();
    clearTimeout(this.#typing);
    clearTimeout(this.#card);
    this.shown.stop();
  }

  /** The operator is writing; sent now and then. */
  typing(isNote: boolean): void {
    if (Date.now() - this.#typedAt < typingSentEveryMs) return;
    this.#typedAt = Date.now();
    this.#socket?.send({ type: "typing", isNote });
  }

  async readCard(): Promise<Card | null> {
    const outcome = await this.#operator.ask(`/v1/conversations/${encodeURIComponent(this.id)}/card`, isCard);
    if (this.#isStopped) return null;
    this.shown.set(outcome.ok ? { card: outcome.value, refusal: null } : { refusal: outcome.refusal });
    return outcome.ok ? outcome.value : null;
  }

  #receive(text: string): void {
    const aside = parseJson(text, isDeskFrame);
    if (aside !== null) return this.#aside(aside);
    const frame = readFrame(text);
    if (frame === null) return;
    const { transcript } = this.shown.get();
    switch (frame.type) {
      case "event":
        return this.#event(frame);
      case "ready":
        return this.shown.set({ isReady: true });
      case "status":
        return this.shown.set({ transcript: applyStatus(transcript, frame) });
      case "delta":
        return this.#written(applyDelta(transcript, frame));
      case "typing":
        return frame.by === "customer" ? this.#customerTypes() : undefined;
      case "error":
        return this.shown.set({ refusal: { status: 0, code: frame.code, message: frame.message } });
      case "mark":
        return this.#socket?.send({ type: "read", mark: frame.mark });
      case "ack":
        return undefined;
    }
  }

  #aside(frame: NonNullable<ReturnType<typeof asideOf>>): void {
    if (frame.type === "people") return this.shown.set({ people: frame.people });
    if (!this.shown.get().notes.some(({ id }) => id === frame.note.id)) this.shown.set({ notes: [...this.shown.get().notes, frame.note] });
  }

  #event(placed: PlacedEvent): void {
    const next = applyEvent(this.shown.get().transcript, placed);
    if (next === "gap") return this.#socket?.send({ type: "resume", after: this.shown.get().transcript.seq });
    if (next === this.shown.get().transcript) return;
    const type = placed.event?.type ?? "";
    if (type === "customer.message") this.shown.set({ isCustomerTyping: false });
    this.shown.set({ events: [...this.shown.get().events, placed] });
    this.#written(next);
    if (this.shown.get().isReady && changesCard.has(type)) {
      clearTimeout(this.#card);
      this.#card = setTimeout(() => void this.readCard(), 150);
    }
  }

  #written(transcript: Transcript): void {
    this.shown.set({ transcript, writing: transcript.draft === null ? "" : draftText(transcript.draft) });
  }

  #customerTypes(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.shown.set({ isCustomerTyping: false }), typingShownMs);
    this.shown.set({ isCustomerTyping: true });
  }
}

const asideOf = (text: string) => parseJson(text, isDeskFrame);

/**
 * A turn in the AI SDK's UI message stream (protocol version 1), part by part. The protocol cannot take a word back, so the text goes out as it is written for as long as it
 * is sure to be a beginning of what will be stored; when an attempt is given up after its first word, the stream breaks off with an error part, and whoever resumes it reads
 * the turn from its beginning. So the text of a stream that finished is the stored text, to the letter. Source: ai-sdk.dev, "Stream Protocols".
 */
import type { ConversationEvent } from "#contracts/events";
import type { Told } from "./socket.ts";

export type Chunk = { type: string; [field: string]: unknown };

/**
 * `going`: more will follow. `awaits_ticket`: all is said but the ticket's number. `awaits_deed`: all is said but what came of what the customer confirmed. `ended`: nothing follows that is not told in the same breath. `broken`: an error part
 * was the last that this stream says.
 */
export type Progress = "going" | "awaits_ticket" | "awaits_deed" | "ended" | "broken";

/** The error part of a stream whose words have to be taken back begins with this. */
export const answerRestarted = "answer_restarted";

type Delta = Extract<Told, { type: "delta" }>;

export class TurnChunks {
  readonly #turn: string;
  #progress: Progress = "going";
  #handoff: string | null = null;
  /** Cards that this stream has spoken of, as their part shows them, by proposal. */
  readonly #cards = new Map<string, object>();
  /** Confirmed since the message came, by its button or by the message itself, and not done yet. */
  #deed: string | null = null;
  /** What went out of the attempt that is being written, and how many of its pieces. */
  #draft = { attempt: 0, pieces: 0, text: "" };

  constructor(turn: string) {
    this.#turn = turn;
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** The parts for what was just told; none for what is not this turn's. */
  of(told: Told): Chunk[] {
    if (this.#progress === "broken") return [];
    switch (told.type) {
      case "status":
        return told.turn === this.#turn ? [{ type: "data-status", data: { phase: told.phase }, transient: true }] : [];
      case "delta":
        return told.turn === this.#turn ? this.#write(told) : [];
      case "event":
        return this.#happen(told.event);
      case "error":
        return this.#break(told.message);
      default:
        return [];
    }
  }

  /** A stream that came in the middle, or missed a piece, is silent until the text is stored. */
  #write({ attempt, index, text }: Delta): Chunk[] {
    const { attempt: written, pieces, text: sent } = this.#draft;
    if (attempt < written) return [];
    if (attempt > written && sent !== "") return this.#restart();
    if (index !== (attempt === written ? pieces : 0) || text === "") return [];
    this.#draft = { attempt, pieces: index + 1, text: sent + text };
    return [...(sent === "" ? [{ type: "text-start", id: this.#turn }] : []), { type: "text-delta", id: this.#turn, delta: text }];
  }

  #happen(event: ConversationEvent): Chunk[] {
    if (event.type === "ticket.opened" && event.handoff === this.#handoff) {
      const { handoff, ticket, text } = event;
      this.#progress = "ended";
      return [{ type: "data-ticket", id: handoff, data: { handoff, ticket, text } }];
    }
    if (event.type === "tool.decided") return this.#decided(event);
    if (event.type === "tool.finished" && event.proposal !== null && event.effect === "write") return this.#done(event);
    if (!("turn" in event) || event.turn !== this.#turn) return [];
    switch (event.type) {
      case "answer.completed": {
        const { kind, intent, confidence, rung, offersPerson } = event;
        return this.#end(this.#deed === null ? "ended" : "awaits_deed", this.#turn, event.text, [
          ...event.citations.map((citation) => ({ type: "data-citation", id: `${this.#turn}-${citation.n}`, data: citation })),
          { type: "data-answer", id: this.#turn, data: { kind, intent, confidence, rung, offersPerson } },
        ]);
      }
      case "tool.finished": {
        const { call: toolCallId, tool: toolName, input, outcome, text } = event;
        return [
          { type: "tool-input-available", toolCallId, toolName, input, dynamic: true },
          { type: "tool-output-available", toolCallId, output: { outcome, text }, dynamic: true },
        ];
      }
      case "tool.proposed": {
        const { proposal, title, text, details, button, expiresAt } = event;
        return this.#card(proposal, { proposal, title, text, details, button, expiresAt, state: "open" });
      }
      case "handoff.requested": {
        const { handoff, reason, text } = event;
        this.#handoff = handoff;
        return this.#end("awaits_ticket", this.#turn, text, [{ type: "data-handoff", id: handoff, data: { handoff, reason } }]);
      }
      // A handoff of its own follows in the same breath, unless a person was asked for before.
      case "turn.failed":
        return this.#end("ended", `${this.#turn}-failed`, event.text, []);
      case "turn.stopped":
        return this.#end("ended", this.#turn, "", []);
      default:
        return [];
    }
  }

  /** A part of the same id takes the place of the one before. */
  #card(proposal: string, data: object): Chunk[] {
    this.#cards.set(proposal, data);
    return [{ type: "data-confirm", id: proposal, data }];
  }

  #decided({ proposal, title, decision }: Extract<ConversationEvent, { type: "tool.decided" }>): Chunk[] {
    const known = this.#cards.get(proposal);
    // Before the answer it is this turn's own message that decided.
    if (!known && this.#progress !== "going") return [];
    if (decision === "confirmed") {
      this.#deed = proposal;
      if (this.#progress === "ended") this.#progress = "awaits_deed";
    }
    return this.#card(proposal, { ...(known ?? { proposal, title }), state: decision });
  }

  #done({ proposal, title, outcome, text }: Extract<ConversationEvent, { type: "tool.finished" }>): Chunk[] {
    const known = proposal === null ? undefined : this.#cards.get(proposal);
    if (proposal === null || !known) return [];
    if (this.#deed === proposal) this.#deed = null;
    if (this.#progress === "awaits_deed") this.#progress = "ended";
    return this.#card(proposal, { ...known, title, state: outcome, result: text });
  }

  /** The rest of the text, when what went out already is its beginning. */
  #end(progress: Progress, id: string, text: string, more: readonly Chunk[]): Chunk[] {
    const sent = this.#draft.text;
    if (sent !== "" && !(id === this.#turn && text.startsWith(sent))) return this.#restart();
    this.#progress = progress;
    const rest = text.slice(sent.length);
    return [
      ...(sent === "" && rest !== "" ? [{ type: "text-start", id }] : []),
      ...(rest === "" ? [] : [{ type: "text-delta", id, delta: rest }]),
      ...(text === "" ? [] : [{ type: "text-end", id }]),
      ...more,
    ];
  }

  #restart(): Chunk[] {
    return this.#break(`${answerRestarted}: the answer begins anew; resume the stream to read it from its beginning`);
  }

  #break(errorText: string): Chunk[] {
    this.#progress = "broken";
    return [{ type: "error", errorText }];
  }
}

/** What a person of the desk does in a conversation, and what the ticket behind it asks, wired: each verb is in `operator.ts` or `ticket-standing.ts`. */
import type { SettledReason } from "#contracts/desk";
import type { Clock } from "#ports/clock";
import type { ConversationClient, Refusable, TicketStanding } from "#ports/conversations";
import { giveBack, operatorReply, settle, takeOver } from "./operator.ts";
import type { Records } from "./records.ts";
import { confirmFollowed, ticketStanding } from "./ticket-standing.ts";
import type { Wakes } from "./wakes.ts";

export type HandsVerb = "takeOver" | "reply" | "giveBack" | "settle" | "ticketStanding" | "ticketFollowed";

type Room = { id: string; records: Records; wakes: Wakes; clock: Clock; abandon: (turn: number) => void };

export class OperatorHands implements Pick<ConversationClient, HandsVerb> {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  async takeOver(operator: string, epoch?: number): Refusable<{ epoch: number }> {
    const { id, records, abandon } = this.#room;
    return takeOver(records, id, operator, abandon, epoch);
  }

  async reply(message: { id: string; text: string; operator: string }): Refusable<{ seq: number }> {
    await this.#armed();
    return operatorReply(this.#room.records, message);
  }

  async giveBack(operator: string, handoff?: string, to?: "ai" | "queue"): Refusable<{ epoch: number }> {
    await this.#armed();
    return giveBack(this.#room.records, this.#room.id, operator, handoff, to);
  }

  async settle(word: { operator: string; reason: SettledReason; epoch?: number | undefined }): Refusable<{ seq: number }> {
    const { id, records, abandon } = this.#room;
    await this.#armed();
    return settle(records, id, word, abandon);
  }

  async ticketStanding(handoff: string): Refusable<TicketStanding> {
    return ticketStanding(this.#room.records, this.#room.id, handoff);
  }

  async ticketFollowed(handoff: string, seq: number): Promise<void> {
    confirmFollowed(this.#room.records, handoff, seq);
  }

  /** From here on no crash can leave the ticket behind. */
  async #armed(): Promise<void> {
    const { wakes, clock } = this.#room;
    await wakes.armedAgainstCrash(clock.now());
  }
}

/**
 * What a conversation still owes the outside: its handoffs, the facts of its turns, its rating, and, once it was erased, that everybody else forgets it. All of it stands in its
 * tables until the far end has taken it, and the alarm comes until nothing is left.
 */
import type { ConversationPorts } from "#compose/conversation-ports";
import { handoffId } from "#domain/ids";
import { RatingRelay } from "#outbox/rating-relay";
import { relay, type RelayPorts } from "#outbox/relay";
import { relayTurnFacts } from "#outbox/relay-turn-facts";
import { originOf } from "./handoff-trace.ts";
import type { Records } from "./records.ts";
import { lookAtAge } from "./retention.ts";
import { earliestDueMs, type Wakes } from "./wakes.ts";

export class Outward {
  readonly ratings: RatingRelay;
  readonly #id: string;
  readonly #records: Records;
  readonly #wakes: Wakes;
  readonly #ports: ConversationPorts & RelayPorts;

  constructor(id: string, records: Records, wakes: Wakes, ports: ConversationPorts) {
    this.#id = id;
    this.#records = records;
    this.#wakes = wakes;
    const erased = (): string[] => Array.from({ length: records.erasedHandoffs() }, (_, i) => handoffId(id, i + 1));
    this.#ports = {
      ...ports,
      originOf: (handoff) => originOf(records, id, handoff),
      clearOutside: () => ports.remains.clear(id, erased()),
    };
    this.ratings = new RatingRelay(records.rating, ports);
  }

  /** Sends what has just been decided, and has the alarm come for what did not get through. Never rejects for what the far end does. */
  async send(): Promise<void> {
    await relay(this.#records.outbox, this.#ports);
    const next = this.#records.outbox.nextDueMs();
    if (next !== null) await this.#wakes.armed(next);
  }

  /** Sends everything that is due. */
  async sendAll(): Promise<void> {
    await relay(this.#records.outbox, this.#ports);
    await relayTurnFacts(this.#records.turnFacts, this.#ports);
    await this.ratings.relay();
  }

  /** In ms since 1970; null when nothing is owed. */
  nextDueMs(): number | null {
    const { outbox, turnFacts, rating } = this.#records;
    return earliestDueMs([outbox, turnFacts, rating]);
  }

  /** Nothing is owed: lets the conversation go when it has been silent for longer than it is kept. @returns when to come again. */
  async keepOrErase(erase: () => Promise<void>): Promise<number | null> {
    const look = await lookAtAge(this.#records.log, this.#ports);
    if (look !== "erase") return look;
    this.#ports.telemetry.log("info", "conversation.outlived", { conversation_id: this.#id });
    await erase();
    return this.nextDueMs();
  }
}

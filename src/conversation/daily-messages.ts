/**
 * What the address that began a conversation may still say today. Messages are set aside a few at a time, so that most of them ask nobody; where the next few are due follows from the number
 * of turns, so that no memory is needed. Only what the AI would answer counts: whoever waits for a person or has one is never refused, and neither is the wish for one.
 */
import { messagesAtATime, type OverCap, overCapWords } from "#domain/address-caps";
import { fail, ok, type Result } from "#domain/result";
import type { AddressCaps } from "#ports/address-caps";
import type { Refusal } from "#ports/conversations";
import type { Records } from "./records.ts";

export class DailyMessages {
  readonly #records: Records;
  readonly #caps: AddressCaps | undefined;
  /** Messages that come while one batch is being set aside share it, as many as it has. */
  #asking: { taken: Promise<Result<null, OverCap>>; left: number } | null = null;

  constructor(records: Records, caps: AddressCaps | undefined) {
    this.#records = records;
    this.#caps = caps;
  }

  /** Before a message is accepted. One that is stored already is acknowledged again, whatever the cap. */
  async admit({ id }: { id: string }, nowMs: number): Promise<Result<null, Refusal>> {
    if (!this.#caps || this.#records.standing()?.state !== "ai") return ok(null);
    const turns = this.#records.turns.count();
    const visitor = turns > 0 && turns % messagesAtATime === 0 ? visitorOf(this.#records) : undefined;
    if (visitor === undefined || this.#records.message(id)) return ok(null);
    const taken = await this.#batch(this.#caps, visitor);
    return taken.ok ? taken : fail({ reason: "no_more_messages_today", ...overCapWords(taken.error, "message", nowMs) });
  }

  #batch(caps: AddressCaps, visitor: string): Promise<Result<null, OverCap>> {
    if (!this.#asking || this.#asking.left === 0) {
      const asking = { taken: caps.take(visitor, { starts: 0, messages: messagesAtATime }), left: messagesAtATime };
      this.#asking = asking;
      const end = (): void => {
        if (this.#asking === asking) this.#asking = null;
      };
      asking.taken.then(end, end);
    }
    this.#asking.left -= 1;
    return this.#asking.taken;
  }
}

function visitorOf(records: Records): string | undefined {
  const event = records.log.at(1)?.event;
  return event?.type === "conversation.started" ? event.visitor : undefined;
}

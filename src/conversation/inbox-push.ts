/**
 * Tells the inbox what it should show of this conversation, off the path of the answer: a moment after something has happened when people are about, else by the alarm, which
 * comes some seconds later anyway; and again by the alarm until it has been taken. Whether there is something to tell is not kept anywhere: it is the log's head against the seq that the inbox has confirmed, so no crash can lose it.
 */
import type { Clock } from "#ports/clock";
import type { Waits } from "#domain/waiting";
import type { InboxFeed } from "#ports/inbox";
import type { Telemetry } from "#ports/telemetry";
import type { Records } from "./records.ts";
import { summaryOf } from "./summary.ts";

/** What happens within it goes out together. */
const gatherMs = 250;
const retry = { firstMs: 2_000, longestMs: 60_000 } as const;

type Ports = { inbox?: InboxFeed | undefined; clock: Clock; telemetry: Telemetry };

export class InboxPush {
  readonly #id: string;
  readonly #records: Records;
  readonly #ports: Ports;
  readonly #waits: () => Promise<Waits>;
  #isGathering = false;
  #pushing: Promise<void> | null = null;

  /** @param waits never rejects. */
  constructor(id: string, records: Records, ports: Ports, waits: () => Promise<Waits>) {
    this.#id = id;
    this.#records = records;
    this.#ports = ports;
    this.#waits = waits;
  }

  /** Something has been committed. While the AI answers nobody waits for the list. */
  soon(background: (work: Promise<void>) => void): void {
    if (this.#isGathering || !this.#ports.inbox || this.#records.standing()?.state === "ai") return;
    this.#isGathering = true;
    this.#ports.clock.after(gatherMs, () => {
      this.#isGathering = false;
      background(this.push());
    });
  }

  /** Never rejects: what did not get through is due again later. @param before what was taken is written down after this, which must not reject. */
  push(before?: Promise<void>): Promise<void> {
    this.#pushing ??= this.#push(before).finally(() => {
      this.#pushing = null;
    });
    return this.#pushing;
  }

  /** When to try again, in ms since 1970; null: the inbox knows everything. */
  nextDueMs(): number | null {
    if (!this.#ports.inbox || !this.#records.standing()) return null;
    const { pushed, attempts } = this.#records.desk.read();
    if (pushed >= this.#records.log.head) return null;
    return this.#ports.clock.now() + Math.min(retry.longestMs, retry.firstMs * 2 ** attempts);
  }

  async #push(before?: Promise<void>): Promise<void> {
    const { inbox, telemetry } = this.#ports;
    const { pushed, attempts } = this.#records.desk.read();
    if (!inbox || pushed >= this.#records.log.head) return;
    const waits = await this.#waits();
    const summary = summaryOf(this.#records, this.#id, waits);
    if (!summary) return;
    try {
      await inbox.push(summary);
      await before;
      this.#records.desk.write({ pushed: summary.seq, attempts: 0 });
    } catch (error) {
      this.#records.desk.write({ attempts: attempts + 1 });
      telemetry.log("warn", "inbox.push_failed", {
        conversation_id: this.#id,
        attempt: attempts + 1,
        reason: error instanceof Error ? error.name : "unknown",
      });
    }
  }
}

/** A ledger of handoffs in memory, for tests of what stands on it. Kept honest by the suite of the port. */
import type { HandoffMessage } from "#contracts/handoffs";
import type { Clock } from "#ports/clock";
import type { Begun, HandoffLedger, Suspect } from "#ports/handoff-ledger";

type Row = HandoffMessage & { looks: number; nextLookAtMs: number | null; isTold: boolean; endedAtMs: number | null };

const firstLookAfterMs = 5 * 60_000;

export class MemoryLedger implements HandoffLedger {
  /** Why the last try of each came to nothing. */
  readonly failures = new Map<string, string>();
  readonly #rows = new Map<string, Row>();
  readonly #clock: Pick<Clock, "now">;

  constructor({ clock }: { clock: Pick<Clock, "now"> }) {
    this.#clock = clock;
  }

  async begun(message: HandoffMessage): Promise<Begun> {
    const nextLookAtMs = this.#clock.now() + firstLookAfterMs;
    const known = this.#rows.get(message.handoff);
    const row = known ?? { ...message, looks: 0, nextLookAtMs, isTold: false, endedAtMs: null };
    this.#rows.set(message.handoff, row);
    return { isNew: known === undefined, hasEnded: row.endedAtMs !== null };
  }

  async failed(handoff: string, reason: string): Promise<void> {
    this.failures.set(handoff, reason);
  }

  async told(handoff: string): Promise<void> {
    const row = this.#rows.get(handoff);
    if (row && !row.isTold) Object.assign(row, { isTold: true, looks: 0, nextLookAtMs: null });
  }

  async closing(handoff: string): Promise<void> {
    const row = this.#rows.get(handoff);
    if (row?.endedAtMs === null) Object.assign(row, { looks: 0, nextLookAtMs: this.#clock.now() + firstLookAfterMs });
  }

  async ended(handoff: string): Promise<void> {
    const row = this.#rows.get(handoff);
    if (row) Object.assign(row, { endedAtMs: this.#clock.now(), nextLookAtMs: null });
  }

  async suspects(limit: number): Promise<Suspect[]> {
    const due = [...this.#rows.values()].flatMap((row) =>
      row.nextLookAtMs !== null && row.nextLookAtMs <= this.#clock.now() ? [{ ...row, dueAtMs: row.nextLookAtMs }] : [],
    );
    return due
      .toSorted((one, other) => one.dueAtMs - other.dueAtMs)
      .slice(0, limit)
      .map(({ handoff, conversation, looks, isTold }) => ({ handoff, conversation, looks, isTold }));
  }

  async looked(handoff: string, nextLookAtMs: number): Promise<void> {
    const row = this.#rows.get(handoff);
    if (row && row.nextLookAtMs !== null) Object.assign(row, { looks: row.looks + 1, nextLookAtMs });
  }

  async forget(conversation: string): Promise<void> {
    for (const [handoff, row] of this.#rows) if (row.conversation === conversation) this.#rows.delete(handoff);
  }

  async prune(endedBeforeMs: number): Promise<number> {
    const old = [...this.#rows.values()].filter(({ endedAtMs }) => endedAtMs !== null && endedAtMs < endedBeforeMs);
    for (const { handoff } of old) this.#rows.delete(handoff);
    return old.length;
  }
}

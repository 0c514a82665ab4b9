/**
 * What is left of erased conversations, over all stores that hold something of them; which conversations those were is in D1 (migrations/0007_operations.sql), ids only, until
 * nothing can be on its way for them any more.
 */
import { z } from "zod";
import type { Clock } from "#ports/clock";
import type { HandoffWorkflows } from "#ports/handoff-workflows";
import type { Forgetful, Remains } from "#ports/remains";

const hourMs = 3_600_000;
/** After an erasure: a call of a workflow that was cut off, a step that is retried, a message that the queue still had (four days at most). */
const sweepsAfterMs = [hourMs, 24 * hourMs, 8 * 24 * hourMs];

const RowsSchema = z.array(z.object({ conversation: z.string() }));

export type D1RemainsOptions = { database: D1Database; clock: Clock; workflows: HandoffWorkflows; stores: readonly Forgetful[] };

export class D1Remains implements Remains {
  readonly #database: D1Database;
  readonly #clock: Clock;
  readonly #workflows: HandoffWorkflows;
  readonly #stores: readonly Forgetful[];

  constructor({ database, clock, workflows, stores }: D1RemainsOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#workflows = workflows;
    this.#stores = stores;
  }

  async clear(conversation: string, handoffs: readonly string[]): Promise<void> {
    // Written down first: what fails below is still swept.
    await this.#database
      .prepare("INSERT OR IGNORE INTO erasures (conversation, next_sweep_at) VALUES (?1, ?2)")
      .bind(conversation, this.#clock.now() + hourMs)
      .run();
    // A workflow that waits for its ticket to be closed ends. One that cannot be reached finds the conversation gone, or nothing left to do.
    await Promise.allSettled(handoffs.map((handoff) => this.#workflows.settle(handoff)));
    await this.#forget(conversation);
  }

  async toSweep(limit: number): Promise<string[]> {
    const due = this.#database.prepare("SELECT conversation FROM erasures WHERE next_sweep_at <= ?1 ORDER BY next_sweep_at LIMIT ?2");
    const { results } = await due.bind(this.#clock.now(), limit).all();
    return RowsSchema.parse(results).map(({ conversation }) => conversation);
  }

  async sweep(conversation: string): Promise<void> {
    await this.#forget(conversation);
    const [, ...waitsMs] = sweepsAfterMs;
    const next = waitsMs.map((waitMs, sweeps) => `WHEN ${sweeps} THEN ${waitMs}`).join(" ");
    const done = this.#database.prepare("DELETE FROM erasures WHERE conversation = ?1 AND sweeps >= ?2");
    const later = this.#database.prepare(
      `UPDATE erasures SET next_sweep_at = ?2 + CASE sweeps ${next} ELSE 0 END, sweeps = sweeps + 1 WHERE conversation = ?1`,
    );
    await this.#database.batch([done.bind(conversation, waitsMs.length), later.bind(conversation, this.#clock.now())]);
  }

  async #forget(conversation: string): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.forget(conversation)));
  }
}

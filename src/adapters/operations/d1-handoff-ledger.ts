/** The ledger of handoffs in D1 (migrations/0007_operations.sql). */
import { z } from "zod";
import type { HandoffMessage } from "#contracts/handoffs";
import type { Clock } from "#ports/clock";
import type { Begun, HandoffLedger, Suspect } from "#ports/handoff-ledger";

/** Outbox, queue and workflow have tried several times by then. */
const firstLookAfterMs = 5 * 60_000;
const longestReason = 200;

const SuspectRowSchema = z
  .object({ handoff: z.string(), conversation: z.string(), looks: z.int(), told_at: z.int().nullable() })
  .transform(({ told_at, ...row }): Suspect => ({ ...row, isTold: told_at !== null }));

/** Gives no row for a conversation that was erased: what comes late for it leaves nothing behind. */
const BEGUN = `
  INSERT INTO handoffs (handoff, conversation, seen_at, next_look_at)
  SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM erasures WHERE conversation = ?2)
  ON CONFLICT (handoff) DO UPDATE SET handoff = excluded.handoff RETURNING seen_at, ended_at`;
const DUE = `
  SELECT handoff, conversation, looks, told_at FROM handoffs
  WHERE next_look_at IS NOT NULL AND next_look_at <= ?1 ORDER BY next_look_at LIMIT ?2`;

export class D1HandoffLedger implements HandoffLedger {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async begun({ handoff, conversation }: HandoffMessage): Promise<Begun> {
    const nowMs = this.#clock.now();
    const row = await this.#database
      .prepare(BEGUN)
      .bind(handoff, conversation, nowMs, nowMs + firstLookAfterMs)
      .first();
    return { isNew: row?.["seen_at"] === nowMs, hasEnded: row?.["ended_at"] !== null };
  }

  async failed(handoff: string, reason: string): Promise<void> {
    await this.#run("UPDATE handoffs SET last_failure = ?2 WHERE handoff = ?1", handoff, reason.slice(0, longestReason));
  }

  async told(handoff: string): Promise<void> {
    await this.#run(
      "UPDATE handoffs SET told_at = coalesce(told_at, ?2), looks = 0, next_look_at = NULL WHERE handoff = ?1 AND told_at IS NULL",
      handoff,
      this.#clock.now(),
    );
  }

  async closing(handoff: string): Promise<void> {
    await this.#run(
      "UPDATE handoffs SET looks = 0, next_look_at = ?2 WHERE handoff = ?1 AND ended_at IS NULL",
      handoff,
      this.#clock.now() + firstLookAfterMs,
    );
  }

  async ended(handoff: string): Promise<void> {
    await this.#run("UPDATE handoffs SET ended_at = ?2, next_look_at = NULL WHERE handoff = ?1", handoff, this.#clock.now());
  }

  async suspects(limit: number): Promise<Suspect[]> {
    const { results } = await this.#database.prepare(DUE).bind(this.#clock.now(), limit).all();
    return z.array(SuspectRowSchema).parse(results);
  }

  async looked(handoff: string, nextLookAtMs: number): Promise<void> {
    await this.#run(
      "UPDATE handoffs SET looks = looks + 1, next_look_at = ?2 WHERE handoff = ?1 AND next_look_at IS NOT NULL",
      handoff,
      Math.ceil(nextLookAtMs),
    );
  }

  async forget(conversation: string): Promise<void> {
    await this.#run("DELETE FROM handoffs WHERE conversation = ?1", conversation);
  }

  async prune(endedBeforeMs: number): Promise<number> {
    const { meta } = await this.#database.prepare("DELETE FROM handoffs WHERE ended_at < ?1").bind(endedBeforeMs).run();
    return meta.changes;
  }

  async #run(statement: string, ...values: (string | number)[]): Promise<void> {
    await this.#database
      .prepare(statement)
      .bind(...values)
      .run();
  }
}

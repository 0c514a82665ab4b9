/** Flagged answers in D1 (migrations/0008_turn_facts.sql). */
import { z } from "zod";
import { type Flag, WantedSchema } from "#contracts/flags";
import type { Clock } from "#ports/clock";
import type { Flags } from "#ports/flags";

const RowSchema = z
  .object({ run: z.string(), conversation: z.string(), at: z.int(), why: z.string(), wanted: z.string() })
  .transform(({ run, at, wanted, ...row }): Flag => ({
    ...row,
    turn: run,
    at: new Date(at).toISOString(),
    wanted: WantedSchema.parse(JSON.parse(wanted)),
  }));

const PUT = `
  INSERT OR REPLACE INTO turn_flags (run, conversation, at, why, wanted) SELECT ?1, ?2, ?3, ?4, ?5
  WHERE NOT EXISTS (SELECT 1 FROM forgotten_conversations WHERE conversation = ?2)`;

export class D1Flags implements Flags {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async put({ turn, conversation, why, wanted }: Omit<Flag, "at">): Promise<Flag> {
    const nowMs = this.#clock.now();
    await this.#database.prepare(PUT).bind(turn, conversation, nowMs, why, JSON.stringify(wanted)).run();
    return { turn, conversation, at: new Date(nowMs).toISOString(), why, wanted };
  }

  async list(): Promise<Flag[]> {
    const { results } = await this.#database.prepare("SELECT * FROM turn_flags ORDER BY at DESC, run LIMIT 200").all();
    return z.array(RowSchema).parse(results);
  }

  async remove(turn: string): Promise<boolean> {
    const { meta } = await this.#database.prepare("DELETE FROM turn_flags WHERE run = ?1").bind(turn).run();
    return meta.changes > 0;
  }
}

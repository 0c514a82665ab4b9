/** Dead letters in D1 (migrations/0004_dead_letters.sql). */
import { z } from "zod";
import { type DeadLetter, DeadLetterSchema } from "#contracts/dead-letters";
import type { HandoffMessage } from "#contracts/handoffs";
import type { Clock } from "#ports/clock";
import type { DeadLetters } from "#ports/dead-letters";

const isoTime = (ms: number): string => new Date(ms).toISOString();

const RowSchema = z
  .object({
    id: z.int(),
    handoff: z.string(),
    conversation: z.string(),
    given_up_by: DeadLetterSchema.shape.givenUpBy,
    last_failure: z.string().nullable(),
    deaths: z.int(),
    died_at: z.int(),
    replayed_at: z.int().nullable(),
  })
  .transform(({ id, given_up_by, last_failure, died_at, replayed_at, ...row }): DeadLetter => ({
    ...row,
    givenUpBy: given_up_by,
    lastFailure: last_failure,
    id: String(id),
    diedAt: isoTime(died_at),
    replayedAt: replayed_at === null ? null : isoTime(replayed_at),
  }));

const KEEP = `
  INSERT INTO dead_letters (handoff, conversation, deaths, died_at, replayed_at, given_up_by) VALUES (?1, ?2, 1, ?3, NULL, ?4)
  ON CONFLICT (handoff) DO UPDATE SET deaths = deaths + 1, died_at = excluded.died_at, replayed_at = NULL, given_up_by = excluded.given_up_by`;
/** Why the last try failed is in the ledger of handoffs, which may not know of it. */
const FOUND = `
  SELECT dead_letters.*, (SELECT last_failure FROM handoffs WHERE handoffs.handoff = dead_letters.handoff) AS last_failure FROM dead_letters`;

export class D1DeadLetters implements DeadLetters {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async keep({ handoff, conversation }: HandoffMessage, givenUpBy: DeadLetter["givenUpBy"] = "queue"): Promise<void> {
    await this.#database.prepare(KEEP).bind(handoff, conversation, this.#clock.now(), givenUpBy).run();
  }

  async list(): Promise<DeadLetter[]> {
    const { results } = await this.#database.prepare(`${FOUND} ORDER BY died_at DESC, id DESC LIMIT 100`).all();
    return z.array(RowSchema).parse(results);
  }

  async get(id: string): Promise<DeadLetter | undefined> {
    return rowIn(await this.#database.prepare(`${FOUND} WHERE id = ?1`).bind(rowId(id)).first());
  }

  async replayed(id: string): Promise<DeadLetter | undefined> {
    const update = this.#database.prepare("UPDATE dead_letters SET replayed_at = ?2 WHERE id = ?1");
    await update.bind(rowId(id), this.#clock.now()).run();
    return this.get(id);
  }

  async discard(id: string): Promise<boolean> {
    const { meta } = await this.#database.prepare("DELETE FROM dead_letters WHERE id = ?1").bind(rowId(id)).run();
    return meta.changes > 0;
  }

  async forget(conversation: string): Promise<void> {
    await this.#database.prepare("DELETE FROM dead_letters WHERE conversation = ?1").bind(conversation).run();
  }
}

const rowIn = (row: unknown): DeadLetter | undefined => (row === null ? undefined : RowSchema.parse(row));

/** No row has the id 0, so what is no number finds nothing. */
const rowId = (id: string): number => (/^\d{1,15}$/.test(id) ? Number(id) : 0);

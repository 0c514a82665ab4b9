/**
 * What network addresses have asked for today: conversations begun and messages set aside. One of many objects, each for a share of the addresses, which it knows by their
 * pseudonyms; what is of another day is deleted.
 */
import { DurableObject } from "cloudflare:workers";
import { z } from "zod";

type Asked = { starts: number; messages: number };

/** 0: no cap. */
type Caps = { starts: number; messages: number };

const RowSchema = z.object({ starts: z.int(), messages: z.int() });

export class AddressDay extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS asked (
         visitor TEXT PRIMARY KEY, day TEXT NOT NULL, starts INTEGER NOT NULL, messages INTEGER NOT NULL
       ) WITHOUT ROWID`,
    );
    this.#sql.exec("CREATE INDEX IF NOT EXISTS asked_day ON asked (day)");
  }

  /** Adds, or says which cap forbids it. Who begins a conversation may say its first words: a start is held against the cap of starts alone. */
  async take(day: string, visitor: string, asked: Asked, caps: Caps): Promise<{ over: "starts" | "messages" | null }> {
    this.#sql.exec("DELETE FROM asked WHERE day < ?", day);
    const row = this.#sql.exec("SELECT starts, messages FROM asked WHERE visitor = ?", visitor).toArray()[0];
    const before = row ? RowSchema.parse(row) : { starts: 0, messages: 0 };
    const starts = before.starts + asked.starts;
    const messages = before.messages + asked.messages;
    if (asked.starts > 0 && caps.starts > 0 && starts > caps.starts) return { over: "starts" };
    if (asked.starts === 0 && caps.messages > 0 && messages > caps.messages) return { over: "messages" };
    this.#sql.exec("INSERT OR REPLACE INTO asked (visitor, day, starts, messages) VALUES (?, ?, ?, ?)", visitor, day, starts, messages);
    return { over: null };
  }
}

/** What all models have cost on each day, in total and for each visitor, as one object that every conversation shares. Yesterday's figures are deleted. */
import { DurableObject } from "cloudflare:workers";
import { z } from "zod";
import { nothingSpent, type Spend, sum, within } from "#domain/spending";

type Entry = { day: string; visitor: string; spend: Spend };
type Totals = { visitor: Spend; day: Spend };
type Caps = { visitorDay: Spend; day: Spend };

/** A visitor's key is never empty, so this is the row of everybody. */
const everybody = "";

const RowSchema = z.object({ tokens: z.number(), micros: z.number() });

export class Spending extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS spent (
         day TEXT NOT NULL, visitor TEXT NOT NULL, tokens INTEGER NOT NULL, micros INTEGER NOT NULL, PRIMARY KEY (day, visitor)
       ) WITHOUT ROWID`,
    );
  }

  async read(day: string, visitor: string): Promise<Totals> {
    return this.#totals(day, visitor);
  }

  async addAll(day: string, spends: ReadonlyMap<string, Spend>): Promise<{ day: Spend; visitors: Map<string, Spend> }> {
    return this.ctx.storage.transactionSync(() => {
      this.#sql.exec("DELETE FROM spent WHERE day < ?", yesterdayOf(day));
      const visitors = new Map([...spends].map(([visitor, spend]) => [visitor, this.#addTo(day, visitor, spend)]));
      return { day: this.#addTo(day, everybody, [...spends.values()].reduce(sum, nothingSpent)), visitors };
    });
  }

  async reserve(entry: Entry, caps: Caps): Promise<{ over: "visitorDay" | "day" | null; totals: Totals }> {
    const before = this.#totals(entry.day, entry.visitor);
    if (!within(sum(before.day, entry.spend), caps.day)) return { over: "day", totals: before };
    if (!within(sum(before.visitor, entry.spend), caps.visitorDay)) return { over: "visitorDay", totals: before };
    const { day, visitors } = await this.addAll(entry.day, new Map([[entry.visitor, entry.spend]]));
    return { over: null, totals: { day, visitor: visitors.get(entry.visitor) ?? nothingSpent } };
  }

  /** @returns what it comes to. */
  #addTo(day: string, who: string, { tokens, micros }: Spend): Spend {
    const row = this.#sql.exec(
      `INSERT INTO spent (day, visitor, tokens, micros) VALUES (?, ?, ?, ?)
       ON CONFLICT (day, visitor) DO UPDATE SET tokens = tokens + excluded.tokens, micros = micros + excluded.micros RETURNING tokens, micros`,
      day,
      who,
      tokens,
      micros,
    );
    return RowSchema.parse(row.one());
  }

  #totals(day: string, visitor: string): Totals {
    return { day: this.#of(day, everybody), visitor: this.#of(day, visitor) };
  }

  #of(day: string, visitor: string): Spend {
    const row = this.#sql.exec("SELECT tokens, micros FROM spent WHERE day = ? AND visitor = ?", day, visitor).toArray()[0];
    return row ? RowSchema.parse(row) : nothingSpent;
  }
}

/** Late settlements may still belong to it. */
const yesterdayOf = (day: string): string => new Date(Date.parse(day) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

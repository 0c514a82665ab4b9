/**
 * Facts of ended turns in D1 (migrations/0008_turn_facts.sql). However many rows come at once, they are one statement; of a conversation that was forgotten nothing is
 * kept any more, however late it comes.
 */
import { z } from "zod";
import { type BriefCost, isThumb, isTurn, type ToldFacts, type TurnFacts, TurnFactsSchema, turnOfThumb } from "#contracts/turn-facts";
import type { RunsPage, RunsQuery, Usage, UsageQuery } from "#contracts/usage";
import type { Clock } from "#ports/clock";
import type { TurnFactsStore } from "#ports/turn-facts";
import { placeOf, runsSql, totalSql, usageSql } from "./usage-sql.ts";

/** Column and the field of the facts that it holds. */
const columns = {
  run: "run",
  conversation: "conversation",
  turn: "turn",
  at: "at",
  intent: "intent",
  confidence: "confidence",
  language: "language",
  outcome: "outcome",
  reason: "reason",
  rung: "rung",
  model: "model",
  starts: "starts",
  attempts: "attempts",
  tokens_in: "tokensIn",
  tokens_out: "tokensOut",
  cost_micros: "costMicros",
  own_ms: "ownMs",
  model_ms: "modelMs",
  took_ms: "tookMs",
  articles: "articles",
} as const satisfies Record<string, keyof TurnFacts>;

const briefColumns = {
  run: "run",
  conversation: "conversation",
  at: "at",
  model: "model",
  tokens_in: "tokensIn",
  tokens_out: "tokensOut",
  cost_micros: "costMicros",
} as const satisfies Record<string, keyof BriefCost>;

const keepSql = (table: string, fields: Readonly<Record<string, string>>): string => `
  INSERT OR REPLACE INTO ${table} (${Object.keys(fields).join(", ")})
  SELECT ${Object.values(fields)
    .map((field) => `value ->> '$.${field}'`)
    .join(", ")}
  FROM json_each(?1)
  WHERE NOT EXISTS (SELECT 1 FROM forgotten_conversations WHERE conversation = value ->> '$.conversation')`;
const KEEP_TURNS = keepSql("turn_facts", columns);
const KEEP_BRIEFS = keepSql("brief_costs", briefColumns);

const KEEP_THUMBS = `${keepSql("thumbs", { run: "run", conversation: "conversation", at: "at", rating: "rating", reason: "comment" })}
  AND NOT EXISTS (SELECT 1 FROM thumbs AS newer WHERE newer.run = value ->> '$.run' AND newer.at > value ->> '$.at')`;

const UsageRowSchema = z.object({ key: z.string(), turns: z.int(), tokensIn: z.int(), tokensOut: z.int(), costMicros: z.int() });
/** Over nothing a sum is null. */
const TotalRowSchema = UsageRowSchema.omit({ key: true }).or(
  z.object({ turns: z.null() }).transform(() => ({ turns: 0, tokensIn: 0, tokensOut: 0, costMicros: 0 })),
);
const FactsRowSchema = z.looseObject({ articles: z.string(), flagged: z.int() }).transform(({ articles, flagged, ...row }) => {
  const facts = Object.fromEntries(Object.entries(columns).map(([column, field]) => [field, row[column]]));
  const cited: unknown = JSON.parse(articles);
  return { ...TurnFactsSchema.parse({ ...facts, articles: cited }), flagged: flagged === 1 };
});

/** Nothing is on its way for longer. */
const forgottenForMs = 30 * 24 * 3_600_000;

export class D1TurnFacts implements TurnFactsStore {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async keep(facts: readonly ToldFacts[]): Promise<void> {
    const thumbs = facts.filter(isThumb);
    const briefs = facts.filter((one) => !isTurn(one) && !isThumb(one));
    const turns = facts.filter(isTurn);
    if (turns.length > 0) await this.#database.prepare(KEEP_TURNS).bind(JSON.stringify(turns)).run();
    const words = thumbs.map((thumb) => ({ ...thumb, run: turnOfThumb(thumb) }));
    if (words.length > 0) await this.#database.prepare(KEEP_THUMBS).bind(JSON.stringify(words)).run();
    if (briefs.length > 0) await this.#database.prepare(KEEP_BRIEFS).bind(JSON.stringify(briefs)).run();
  }

  async usage({ fromMs, toMs, group }: UsageQuery): Promise<Usage> {
    const [groups, total] = await this.#database.batch(
      [usageSql(group), totalSql].map((sql) => this.#database.prepare(sql).bind(fromMs, toMs)),
    );
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      group,
      groups: z.array(UsageRowSchema).parse(groups?.results),
      total: TotalRowSchema.parse(total?.results[0]),
    };
  }

  async runs(query: RunsQuery): Promise<RunsPage> {
    const { sql, values } = runsSql(query);
    const { results } = await this.#database
      .prepare(sql)
      .bind(...values)
      .all();
    const found = z.array(FactsRowSchema).parse(results);
    const turns = found.slice(0, query.limit);
    const last = turns.at(-1);
    return { turns, next: last && found.length > query.limit ? placeOf(last) : null };
  }

  async forget(conversation: string): Promise<void> {
    const nowMs = this.#clock.now();
    const tables = ["turn_facts", "brief_costs", "turn_flags", "thumbs"];
    await this.#database.batch([
      this.#database.prepare("INSERT OR REPLACE INTO forgotten_conversations (conversation, at) VALUES (?1, ?2)").bind(conversation, nowMs),
      ...tables.map((table) => this.#database.prepare(`DELETE FROM ${table} WHERE conversation = ?1`).bind(conversation)),
      this.#database.prepare("DELETE FROM forgotten_conversations WHERE at < ?1").bind(nowMs - forgottenForMs),
    ]);
  }
}

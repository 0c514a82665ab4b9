/**
 * Facts of ended turns in D1 (migrations/0008_turn_facts.sql). However many rows come at once, they are one statement; of a conversation that was forgotten nothing is
 * kept any more, however late it comes.
 */
import type { TurnFacts } from "#contracts/turn-facts";
import type { Clock } from "#ports/clock";
import type { TurnFactsStore } from "#ports/turn-facts";

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

const KEEP = `
  INSERT OR REPLACE INTO turn_facts (${Object.keys(columns).join(", ")})
  SELECT ${Object.values(columns)
    .map((field) => `value ->> '$.${field}'`)
    .join(", ")}
  FROM json_each(?1)
  WHERE NOT EXISTS (SELECT 1 FROM forgotten_conversations WHERE conversation = value ->> '$.conversation')`;

/** Nothing is on its way for longer. */
const forgottenForMs = 30 * 24 * 3_600_000;

export class D1TurnFacts implements TurnFactsStore {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async keep(facts: readonly TurnFacts[]): Promise<void> {
    if (facts.length > 0) await this.#database.prepare(KEEP).bind(JSON.stringify(facts)).run();
  }

  async forget(conversation: string): Promise<void> {
    const nowMs = this.#clock.now();
    const tables = ["turn_facts", "brief_costs", "turn_flags"];
    await this.#database.batch([
      this.#database.prepare("INSERT OR REPLACE INTO forgotten_conversations (conversation, at) VALUES (?1, ?2)").bind(conversation, nowMs),
      ...tables.map((table) => this.#database.prepare(`DELETE FROM ${table} WHERE conversation = ?1`).bind(conversation)),
      this.#database.prepare("DELETE FROM forgotten_conversations WHERE at < ?1").bind(nowMs - forgottenForMs),
    ]);
  }
}

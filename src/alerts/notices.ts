/**
 * What has to be told to whom, kept until it is: in the same storage, and written in the same transaction, as the state that it tells of. Of one rule each destination hears in order; one that is down
 * is asked again, later and later, for a day.
 */
import { z } from "zod";
import { AlertRuleSchema } from "#domain/alerts";
import type { AlertDestination, Notice, Told } from "#ports/alerts";

type Sql = { exec(query: string, ...values: (string | number | null)[]): { toArray(): Record<string, unknown>[] } };

/** Waits between tries: 5 s, doubled each time, jittered downwards by up to half. */
const retry = { firstMs: 5_000, longestMs: 10 * 60_000, givesUpMs: 24 * 60 * 60_000 } as const;

const NoticeSchema = z.object({
  id: z.string(),
  kind: z.enum(["fired", "acknowledged", "resolved"]),
  rule: AlertRuleSchema,
  value: z.number().nullable(),
  atMs: z.number(),
  // Rows of an earlier release have none.
  deskUrl: z.string().nullable().default(null),
  runbook: z.string(),
  example: z.string().nullable(),
  by: z.string().nullable(),
});
const RowSchema = z.object({ n: z.int(), destination: z.string(), notice: z.string(), attempts: z.int() });
const CountSchema = z.array(z.object({ rule: z.string(), outcome: z.string(), n: z.int() }));

export class Notices {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    sql.exec(
      `CREATE TABLE IF NOT EXISTS notice (
         n INTEGER PRIMARY KEY AUTOINCREMENT, destination TEXT NOT NULL, rule TEXT NOT NULL, notice TEXT NOT NULL,
         attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, put_at INTEGER NOT NULL, outcome TEXT NOT NULL
       )`,
    );
  }

  put(notice: Notice, destinations: readonly AlertDestination[]): void {
    for (const { name } of destinations) {
      this.#sql.exec(
        "INSERT INTO notice (destination, rule, notice, attempts, next_at, put_at, outcome) VALUES (?, ?, ?, 0, 0, ?, 'waiting')",
        name,
        notice.rule.name,
        JSON.stringify(notice),
        notice.atMs,
      );
    }
  }

  /** Tells what is due. Of a destination and a rule only the oldest: a resolution must not overtake what it resolves. */
  async tell(
    destinations: readonly AlertDestination[],
    nowMs: number,
    unit: () => number,
    count: (sent: "sent" | "failed") => void,
  ): Promise<void> {
    const due = this.#sql.exec(
      `SELECT min(n) AS n, destination, notice, attempts FROM notice WHERE outcome = 'waiting' GROUP BY destination, rule HAVING next_at <= ?`,
      nowMs,
    );
    for (const row of due.toArray().map((one) => RowSchema.parse(one))) {
      const destination = destinations.find(({ name }) => name === row.destination);
      const told = destination
        ? await destination.tell(NoticeSchema.parse(JSON.parse(row.notice)))
        : ({ outcome: "refused", status: 0 } as const);
      count(told.outcome === "told" ? "sent" : "failed");
      this.#note(row.n, row.attempts + 1, told, nowMs, unit());
    }
    this.#sql.exec("UPDATE notice SET outcome = 'refused' WHERE outcome = 'waiting' AND put_at < ?", nowMs - retry.givesUpMs);
    this.#sql.exec("DELETE FROM notice WHERE outcome <> 'waiting' AND put_at < ?", nowMs - retry.givesUpMs);
  }

  /** When something is due next; null: nothing waits. */
  nextDueMs(): number | null {
    const next = this.#sql.exec("SELECT min(next_at) AS next FROM notice WHERE outcome = 'waiting'").toArray()[0]?.["next"];
    return typeof next === "number" ? next : null;
  }

  /** By rule: how many still wait, and how many were refused within a day. */
  standing(): Map<string, { untold: number; refused: number }> {
    const rows = CountSchema.parse(
      this.#sql.exec("SELECT rule, outcome, count(*) AS n FROM notice WHERE outcome <> 'told' GROUP BY rule, outcome").toArray(),
    );
    const standing = new Map<string, { untold: number; refused: number }>();
    for (const { rule, outcome, n } of rows) {
      const one = standing.get(rule) ?? { untold: 0, refused: 0 };
      if (outcome === "waiting") one.untold = n;
      else one.refused = n;
      standing.set(rule, one);
    }
    return standing;
  }

  #note(n: number, attempts: number, told: Told, nowMs: number, unit: number): void {
    if (told.outcome !== "later") {
      this.#sql.exec("UPDATE notice SET outcome = ?, attempts = ? WHERE n = ?", told.outcome, attempts, n);
      return;
    }
    const longestMs = Math.min(retry.longestMs, retry.firstMs * 2 ** (attempts - 1));
    const nextMs = nowMs + Math.max(told.afterMs ?? 0, longestMs * (1 - unit / 2));
    this.#sql.exec("UPDATE notice SET attempts = ?, next_at = ? WHERE n = ?", attempts, Math.ceil(nextMs), n);
  }
}

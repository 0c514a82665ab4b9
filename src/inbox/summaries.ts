/**
 * The table of summaries. Every change gets the next revision, so that whoever was away reads on from the last one seen; what was erased keeps its id and its
 * revision and nothing else, which also refuses summaries that come late.
 */
import { z } from "zod";
import { type InboxCounts, type InboxPage, type InboxQuery, type Summary, SummarySchema } from "#contracts/inbox";
import type { ObjectSql } from "#ports/object-storage";

const dayMs = 24 * 60 * 60 * 1000;
/** What nobody waits for and nobody touched for so long leaves the inbox; its conversation stays as it is. */
const keptMs = 90 * dayMs;
/** What is due sorts by its time; everything else behind it, newest first. */
const behindEverythingDue = 1e14;

const BodySchema = z.object({ body: z.string(), sort: z.number() });
const CountRowSchema = z.object({ state: z.string(), mine: z.number(), n: z.number() });

export class Summaries {
  readonly #sql: ObjectSql;
  #rev: number;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS conversation (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL, rev INTEGER NOT NULL, state TEXT NOT NULL, owner TEXT, reason TEXT, priority TEXT NOT NULL,
        customer TEXT, sort INTEGER NOT NULL, updated INTEGER NOT NULL, haystack TEXT NOT NULL, body TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS conversation_state ON conversation (state, sort, id);
      CREATE INDEX IF NOT EXISTS conversation_rev ON conversation (rev);
      CREATE INDEX IF NOT EXISTS conversation_customer ON conversation (customer) WHERE customer IS NOT NULL;
      CREATE TABLE IF NOT EXISTS gone (id TEXT PRIMARY KEY, rev INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS gone_rev ON gone (rev);`);
    this.#rev = Number(
      sql.exec("SELECT max(coalesce((SELECT max(rev) FROM conversation), 0), coalesce((SELECT max(rev) FROM gone), 0)) AS rev").one().rev,
    );
  }

  get rev(): number {
    return this.#rev;
  }

  /** Takes it unless it knows one as new, or that the conversation is gone. */
  put(summary: Summary): void {
    const [known] = this.#sql
      .exec("SELECT seq FROM conversation WHERE id = ?1 UNION ALL SELECT 1e15 FROM gone WHERE id = ?1", summary.id)
      .toArray();
    if (known && Number(known.seq) >= summary.seq) return;
    this.#rev += 1;
    const updated = Date.parse(summary.updatedAt);
    const sort = summary.dueAt === null ? behindEverythingDue - updated : Date.parse(summary.dueAt);
    const words = [summary.customer?.name, summary.customer?.subject, summary.title, summary.snippet, summary.ticket, summary.owner];
    this.#sql.exec(
      "INSERT OR REPLACE INTO conversation (id, seq, rev, state, owner, reason, priority, customer, sort, updated, haystack, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      summary.id,
      summary.seq,
      this.#rev,
      summary.state,
      summary.owner,
      summary.reason,
      summary.priority,
      summary.customer?.subject ?? null,
      sort,
      updated,
      words.filter((word) => word !== null && word !== undefined).join("\n").toLowerCase(), // prettier-ignore
      JSON.stringify(summary),
    );
  }

  forget(id: string): boolean {
    if (this.#sql.exec("SELECT 1 FROM gone WHERE id = ?", id).toArray().length > 0) return false;
    this.#rev += 1;
    this.#sql.exec("DELETE FROM conversation WHERE id = ?", id);
    this.#sql.exec("INSERT INTO gone (id, rev) VALUES (?, ?)", id, this.#rev);
    return true;
  }

  tidy(nowMs: number): void {
    this.#sql.exec("DELETE FROM conversation WHERE state IN ('ai', 'closed') AND updated < ?", nowMs - keptMs);
  }

  page(query: InboxQuery, nowMs: number): InboxPage {
    const { where, values } = conditions(query, nowMs);
    const total = Number(this.#sql.exec(`SELECT count(*) AS n FROM conversation WHERE ${where}`, ...values).one().n);
    const [sort = 0, id = ""] = query.cursor?.split(".") ?? [];
    const from = query.cursor === undefined ? "" : "AND (sort > ? OR (sort = ? AND id > ?))";
    const after = query.cursor === undefined ? [] : [Number(sort), Number(sort), id];
    const rows = this.#sql
      .exec(`SELECT body, sort FROM conversation WHERE ${where} ${from} ORDER BY sort, id LIMIT ?`, ...values, ...after, query.limit)
      .toArray()
      .map((row) => BodySchema.parse(row));
    const conversations = rows.map(({ body }) => read(body));
    const last = conversations.at(-1);
    const next = rows.length === query.limit && last ? `${rows.at(-1)?.sort ?? 0}.${last.id}` : null;
    return { conversations, next, total, rev: this.#rev, counts: this.counts(query.me, nowMs) };
  }

  /** What happened after a revision; null when that is more than `most`. */
  since(rev: number, most: number): { changed: Summary[]; gone: string[] } | null {
    const changed = this.#sql.exec("SELECT body FROM conversation WHERE rev > ? ORDER BY rev LIMIT ?", rev, most + 1).toArray();
    const gone = this.#sql.exec("SELECT id FROM gone WHERE rev > ? LIMIT ?", rev, most + 1).toArray();
    if (changed.length + gone.length > most) return null;
    return { changed: changed.map(({ body }) => read(String(body))), gone: gone.map(({ id }) => String(id)) };
  }

  counts(me: string, nowMs: number): InboxCounts {
    const rows = this.#sql
      .exec(
        `SELECT state, (owner IS NOT NULL AND owner = ?) AS mine, count(*) AS n FROM conversation
         WHERE state <> 'ai' OR updated > ? GROUP BY state, mine`,
        me,
        nowMs - dayMs,
      )
      .toArray()
      .map((row) => CountRowSchema.parse(row));
    const of = (state: string, mine?: number): number =>
      rows.reduce((sum, row) => (row.state === state && (mine === undefined || row.mine === mine) ? sum + row.n : sum), 0);
    return { waiting: of("waiting"), mine: of("human", 1), team: of("human", 0), ai: of("ai"), closed: of("closed") };
  }
}

const read = (body: string): Summary => SummarySchema.parse(JSON.parse(body));

function conditions(
  { view, me, reason, priority, q, customer }: InboxQuery,
  nowMs: number,
): { where: string; values: (string | number)[] } {
  const parts: [string, ...(string | number)[]][] = [viewIs(view, me, nowMs)];
  if (reason !== undefined) parts.push(["reason = ?", reason]);
  if (priority !== undefined) parts.push(["priority = ?", priority]);
  if (customer !== undefined) parts.push(["customer = ?", customer]);
  // Every word must be there, wherever; "%" and "_" are letters like others.
  for (const word of q
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "")
    .slice(0, 8))
    // prettier-ignore
    parts.push(["haystack LIKE ? ESCAPE '\\'", `%${word.replace(/[\\%_]/g, "\\$&")}%`]);
  return { where: parts.map(([condition]) => condition).join(" AND "), values: parts.flatMap(([, ...values]) => values) };
}

function viewIs(view: InboxQuery["view"], me: string, nowMs: number): [string, ...(string | number)[]] {
  switch (view) {
    case "waiting":
      return ["state = 'waiting'"];
    case "mine":
      return ["state = 'human' AND owner = ?", me];
    case "team":
      return ["state = 'human' AND (owner IS NULL OR owner <> ?)", me];
    case "ai":
      return ["state = 'ai' AND updated > ?", nowMs - dayMs];
    case "closed":
      return ["state = 'closed'"];
    case "all":
      return ["1"];
  }
}

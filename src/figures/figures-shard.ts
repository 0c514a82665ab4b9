/**
 * One of the few objects that add up what all isolates have seen. Every delta is stored before it is confirmed, and counted once however often it comes. What is read here is what `/metrics` shows and
 * alerts are judged by; no isolate's own memory ever is.
 */
import { DurableObject } from "cloudflare:workers";
import { z } from "zod";
import {
  addDistribution,
  type Delta,
  DeltaSchema,
  type Distribution,
  DistributionSchema,
  type Figures,
  type Shard,
  type Waiting,
  WaitingSchema,
} from "#domain/figures";

/** An isolate that has not been heard of for so long is gone, and its name with it. */
const forgetsSenderMs = 24 * 60 * 60_000;
/** Every conversation says at least each minute that its handoff still waits. One that is silent for longer has its ticket, and the word of it was lost. */
const waitingLeaseMs = 5 * 60_000;
/** Beyond it a delta's new series are refused: closed labels keep far below it. */
const mostSeries = 5_000;

const wakesAlertsEveryMs = 5 * 60_000;

const NumberSchema = z.number();
const NameSchema = z.string();

export class FiguresShard extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;
  /** What is stored, once it has been read: this object alone writes it, and a delta comes every ten seconds from every busy isolate. */
  #held: Figures | null = null;
  #wokeAlertsMs = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS counter (series TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS histogram (series TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS sender (name TEXT PRIMARY KEY, n INTEGER NOT NULL, seen_at INTEGER NOT NULL) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS waiting (handoff TEXT PRIMARY KEY, since_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL, trace TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS arrived (handoff TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) WITHOUT ROWID;`,
    );
  }

  async add(told: Delta): Promise<void> {
    const delta = DeltaSchema.parse(told);
    const nowMs = Date.now();
    this.#wakeAlerts(nowMs);
    try {
      this.ctx.storage.transactionSync(() => this.#count(delta, nowMs));
    } catch (error) {
      // What was not stored is not held either.
      this.#held = null;
      throw error;
    }
  }

  async read(): Promise<Shard> {
    const leaseEndedMs = Date.now() - waitingLeaseMs;
    this.#sql.exec("DELETE FROM waiting WHERE seen_ms < ?", leaseEndedMs);
    this.#sql.exec("DELETE FROM arrived WHERE at_ms < ?", leaseEndedMs);
    const waiting = this.#sql.exec(
      "SELECT handoff, since_ms AS sinceMs, seen_ms AS seenMs, trace FROM waiting ORDER BY since_ms LIMIT 1000",
    );
    const arrived = this.#sql.exec("SELECT handoff FROM arrived ORDER BY at_ms DESC LIMIT 1000").toArray();
    return {
      figures: this.#figures(),
      waiting: z.array(WaitingSchema).parse(waiting.toArray()),
      arrived: arrived.map(({ handoff }) => NameSchema.parse(handoff)),
    };
  }

  /** Whoever judges may be asleep. Nobody waits for it, and the clock wakes it, too. */
  #wakeAlerts(nowMs: number): void {
    if (nowMs - this.#wokeAlertsMs < wakesAlertsEveryMs) return;
    this.#wokeAlertsMs = nowMs;
    this.ctx.waitUntil(
      this.env.ALERTS.getByName("desk")
        .wake()
        .catch(() => undefined),
    );
  }

  #count(delta: Delta, nowMs: number): void {
    const before = this.#sql.exec("SELECT n FROM sender WHERE name = ?", delta.from).toArray()[0];
    if (before && Number(before["n"]) >= delta.n) return;
    this.#sql.exec("INSERT OR REPLACE INTO sender (name, n, seen_at) VALUES (?, ?, ?)", delta.from, delta.n, nowMs);
    if (delta.n === 1) this.#sql.exec("DELETE FROM sender WHERE seen_at < ?", nowMs - forgetsSenderMs);
    this.#addToCounters(Object.entries(delta.counters));
    this.#addToHistograms(Object.entries(delta.histograms));
    for (const waiting of delta.waiting) this.#noteWaiting(waiting);
    for (const handoff of delta.arrived) this.#noteArrived(handoff, nowMs);
  }

  #figures(): Figures {
    if (this.#held) return this.#held;
    const figures: Figures = { counters: {}, histograms: {} };
    for (const { series, value } of this.#sql.exec("SELECT series, value FROM counter").toArray())
      figures.counters[NameSchema.parse(series)] = NumberSchema.parse(value);
    for (const { series, value } of this.#sql.exec("SELECT series, value FROM histogram").toArray())
      figures.histograms[NameSchema.parse(series)] = parsed(value);
    this.#held = figures;
    return figures;
  }

  #addToCounters(added: readonly [series: string, by: number][]): void {
    const { counters } = this.#figures();
    const changed: Record<string, number> = {};
    for (const [series, by] of added) {
      if (!(series in counters) && !hasRoom(counters)) continue;
      counters[series] = (counters[series] ?? 0) + by;
      changed[series] = counters[series];
    }
    this.#sql.exec("INSERT OR REPLACE INTO counter (series, value) SELECT key, value FROM json_each(?)", JSON.stringify(changed));
  }

  #addToHistograms(added: readonly [series: string, more: Distribution][]): void {
    const { histograms } = this.#figures();
    const changed: Record<string, string> = {};
    for (const [series, more] of added) {
      const held = histograms[series];
      if (!held && !hasRoom(histograms)) continue;
      // Other bounds are another release's: the new ones begin anew.
      if (held?.buckets.length === more.buckets.length) addDistribution(held, more);
      else histograms[series] = more;
      changed[series] = JSON.stringify(histograms[series]);
    }
    this.#sql.exec("INSERT OR REPLACE INTO histogram (series, value) SELECT key, value FROM json_each(?)", JSON.stringify(changed));
  }

  #noteWaiting({ handoff, sinceMs, seenMs, trace }: Waiting): void {
    this.#sql.exec(
      `INSERT INTO waiting (handoff, since_ms, seen_ms, trace) VALUES (?, ?, ?, ?)
       ON CONFLICT (handoff) DO UPDATE SET since_ms = min(since_ms, excluded.since_ms), seen_ms = excluded.seen_ms`,
      handoff,
      sinceMs,
      seenMs,
      trace,
    );
  }

  /** Another object may hold that it waits: its conversation may have moved to another isolate since. */
  #noteArrived(handoff: string, nowMs: number): void {
    this.#sql.exec("DELETE FROM waiting WHERE handoff = ?", handoff);
    this.#sql.exec("INSERT OR REPLACE INTO arrived (handoff, at_ms) VALUES (?, ?)", handoff, nowMs);
  }
}

const hasRoom = (series: Readonly<Record<string, unknown>>): boolean => Object.keys(series).length < mostSeries;

const parsed = (value: unknown): Distribution => DistributionSchema.parse(JSON.parse(z.string().parse(value)));

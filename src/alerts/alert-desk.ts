/**
 * The one object that judges the alert rules: every minute, by its own alarm while something happens, and by the clock's job whatever happens. State, what was measured before and what is to be told
 * are its own storage, so that neither a restart nor two judges at once make an alert twice or lose one.
 */
import { DurableObject } from "cloudflare:workers";
import { z } from "zod";
import { alertPorts, type AlertPorts } from "#compose/alert-ports";
import type { Alert, AlertList } from "#contracts/alerts";
import { type AlertRule, type AlertState, AlertStateSchema, judge, quiet, runbookOf } from "#domain/alerts";
import type { AlertDesk as AlertDeskPort, Notice } from "#ports/alerts";
import { exampleFor, measured, type Seen, type Snapshot, snapshotOf } from "./measure.ts";
import { Notices } from "./notices.ts";

const everyMs = 60_000;
/** Longer than the longest window that a rule may have. */
const remembersMs = 2 * 60 * 60_000;
/** Without anything to judge for so long the object goes to sleep; the next figures, or the clock, wake it. */
const idleMs = 15 * 60_000;

const SnapshotSchema = z.object({ atMs: z.number(), values: z.record(z.string(), z.array(z.number())) });
const phases = { firing: 0, pending: 1, quiet: 2 } as const;

export class AlertDesk extends DurableObject<Env> implements AlertDeskPort {
  readonly #sql = this.ctx.storage.sql;
  readonly #notices: Notices;
  readonly #ports: AlertPorts;
  /** Two judges at once, the alarm and the clock, must not tell the same thing twice. */
  #isTelling = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS alert (rule TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE IF NOT EXISTS past (at_ms INTEGER PRIMARY KEY, snapshot TEXT NOT NULL);`,
    );
    this.#notices = new Notices(this.#sql);
    this.#ports = alertPorts(env, (work) => ctx.waitUntil(work));
  }

  /** Something has happened on the desk. */
  async wake(): Promise<void> {
    this.ctx.storage.kv.put("wokenMs", this.#ports.clock.now());
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(this.#ports.clock.now() + 1_000);
  }

  override async alarm(): Promise<void> {
    await this.judge();
  }

  async judge(): Promise<{ firing: number }> {
    const { clock, figures, alerts } = this.#ports;
    const [added, gauges] = await Promise.all([figures.added(), figures.gauges()]);
    const nowMs = clock.now();
    const seen: Seen = { ...added, gauges };
    const firing = this.ctx.storage.transactionSync(() => this.#judgeAll(seen, snapshotOf(alerts.rules, added.figures, nowMs)));
    await this.#tell(nowMs);
    await this.#armNext(firing > 0);
    return { firing };
  }

  async acknowledge(rule: string, by: string): Promise<boolean> {
    const { clock, alerts, destinations } = this.#ports;
    const found = alerts.rules.find(({ name }) => name === rule);
    const state = this.#stateOf(rule);
    if (!found || state.phase !== "firing") return false;
    if (state.acknowledged) return true;
    const atMs = clock.now();
    this.ctx.storage.transactionSync(() => {
      const acknowledged = { ...state, acknowledged: { by, atMs } };
      this.#keep(rule, acknowledged);
      this.#notices.put(this.#noticeOf("acknowledged", found, acknowledged, atMs), destinations);
    });
    await this.ctx.storage.setAlarm(atMs);
    return true;
  }

  async list(seenAt: string): Promise<AlertList> {
    if (this.#seenAt() !== seenAt) this.ctx.storage.kv.put("seenAt", seenAt);
    const { alerts, destinations } = this.#ports;
    const standing = this.#notices.standing();
    const shown = alerts.rules.map((rule): Alert => {
      const { phase, sinceMs, value, acknowledged, example } = this.#stateOf(rule.name);
      const { untold, refused } = standing.get(rule.name) ?? { untold: 0, refused: 0 };
      return {
        rule: rule.name,
        title: rule.title,
        severity: rule.severity,
        phase,
        since: new Date(sinceMs).toISOString(),
        value,
        above: rule.above,
        unit: rule.unit,
        acknowledged: acknowledged && { by: acknowledged.by, at: new Date(acknowledged.atMs).toISOString() },
        runbook: this.#runbookOf(rule),
        example,
        untold,
        refused,
      };
    });
    const judgedMs = this.#past().at(-1)?.atMs;
    return {
      alerts: shown.toSorted((a, b) => phases[a.phase] - phases[b.phase]),
      judgedAt: judgedMs === undefined ? null : new Date(judgedMs).toISOString(),
      destinations: destinations.map(({ name }) => name),
    };
  }

  async #tell(nowMs: number): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    const { destinations, randomness, telemetry } = this.#ports;
    const count = (sent: "sent" | "failed"): void => telemetry.count("alerts_sent", { sent });
    try {
      await this.#notices.tell(destinations, nowMs, () => randomness.unit(), count);
    } finally {
      this.#isTelling = false;
    }
  }

  #judgeAll(seen: Seen, now: Snapshot): number {
    const { alerts, destinations, telemetry } = this.#ports;
    const past = this.#past();
    let firing = 0;
    for (const rule of alerts.rules) {
      const value = measured(rule, seen, now, past);
      const { state, change } = judge(rule, this.#stateOf(rule.name), value, exampleFor(rule, seen), now.atMs);
      this.#keep(rule.name, state);
      if (state.phase === "firing") firing += 1;
      if (!change) continue;
      this.#notices.put(this.#noticeOf(change, rule, state, now.atMs), destinations);
      telemetry.log(change === "fired" ? "error" : "info", `alert.${change}`, { name: rule.name });
    }
    this.#sql.exec("INSERT OR REPLACE INTO past (at_ms, snapshot) VALUES (?, ?)", now.atMs, JSON.stringify(now));
    this.#sql.exec("DELETE FROM past WHERE at_ms < ?", now.atMs - remembersMs);
    return firing;
  }

  #noticeOf(kind: Notice["kind"], rule: AlertRule, { value, example, acknowledged }: AlertState, atMs: number): Notice {
    const id = `alert_${rule.name}_${atMs}_${kind}`;
    const deskUrl = this.#deskUrl() ?? null;
    return { id, kind, rule, value, atMs, deskUrl, runbook: this.#runbookOf(rule), example, by: acknowledged?.by ?? null };
  }

  #runbookOf({ name }: AlertRule): string {
    return runbookOf(this.#ports.alerts, name, this.#deskUrl());
  }

  /** Where whoever is woken finds the desk: as it is set, else where an operator last had it open. A setting that is forgotten must not leave an alert without a way to the runbook. */
  #deskUrl(): string | undefined {
    return this.#ports.deskUrl ?? this.#seenAt();
  }

  #seenAt(): string | undefined {
    return z.string().optional().parse(this.ctx.storage.kv.get("seenAt"));
  }

  #stateOf(rule: string): AlertState {
    const row = this.#sql.exec("SELECT state FROM alert WHERE rule = ?", rule).toArray()[0];
    const kept = row && AlertStateSchema.safeParse(JSON.parse(z.string().parse(row["state"])));
    return kept?.data ?? quiet(this.#ports.clock.now());
  }

  #keep(rule: string, state: AlertState): void {
    this.#sql.exec("INSERT OR REPLACE INTO alert (rule, state) VALUES (?, ?)", rule, JSON.stringify(state));
  }

  #past(): Snapshot[] {
    const rows = this.#sql.exec("SELECT snapshot FROM past ORDER BY at_ms").toArray();
    return rows.flatMap(({ snapshot }) => SnapshotSchema.safeParse(JSON.parse(z.string().parse(snapshot))).data ?? []);
  }

  async #armNext(isFiring: boolean): Promise<void> {
    const nowMs = this.#ports.clock.now();
    const isBusy = isFiring || nowMs - Number(this.ctx.storage.kv.get("wokenMs") ?? 0) < idleMs;
    const dueMs = this.#notices.nextDueMs();
    const next = Math.min(isBusy ? nowMs + everyMs : Infinity, dueMs ?? Infinity);
    if (next < Infinity) await this.ctx.storage.setAlarm(Math.max(next, nowMs + 1_000));
  }
}

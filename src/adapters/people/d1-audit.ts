/** The audit log in D1 (migrations/0011). Entries are written after the answer; one that cannot be written is a line of the Worker's own log. */
import { z } from "zod";
import type { AuditedAction, AuditEntry, AuditPage, AuditQuery } from "#contracts/operators";
import { actorOf, type Operator, RoleSchema } from "#domain/operator";
import type { Clock } from "#ports/clock";
import type { AuditLog } from "#ports/people";
import type { Telemetry } from "#ports/telemetry";

const RowSchema = z
  .object({
    id: z.int(),
    at: z.int(),
    actor: z.string(),
    role: RoleSchema,
    via: z.enum(["access", "secret"]),
    action: z.string(),
    subject: z.string(),
  })
  .transform(({ id, at, ...row }): AuditEntry => ({ ...row, id: String(id), at: new Date(at).toISOString() }));

/** A desk that shows a conversation asks for it every few seconds; that is one reading. */
const onceWithinMs = 15 * 60_000;
const dayMs = 86_400_000;

const NOTE = `
  INSERT INTO audit (at, actor, role, via, action, subject, once) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (once) DO NOTHING`;
const PAGE = `
  SELECT id, at, actor, role, via, action, subject FROM audit
  WHERE (?1 IS NULL OR id < ?1) AND (?2 IS NULL OR actor = ?2) AND (?3 IS NULL OR action = ?3) AND (?4 IS NULL OR subject = ?4)
  ORDER BY id DESC LIMIT ?5`;

export type D1AuditOptions = {
  database: D1Database;
  clock: Clock;
  telemetry: Telemetry;
  background: (work: Promise<void>) => void;
  /** What this isolate has noted lately, so that most repetitions never reach the database. */
  noted: Set<string>;
};

/** The oldest half goes when it is full: forgetting costs one statement that changes nothing. */
const mostNoted = 2_000;

export class D1Audit implements AuditLog {
  readonly #options: D1AuditOptions;

  constructor(options: D1AuditOptions) {
    this.#options = options;
  }

  note(operator: Operator, action: AuditedAction, subject: string, how: { once: boolean } = { once: false }): void {
    const { clock, noted, background } = this.#options;
    const now = clock.now();
    const once = how.once ? [actorOf(operator), action, subject, Math.floor(now / onceWithinMs)].join("|") : null;
    if (once !== null && noted.has(once)) return;
    background(this.#write(operator, action, subject, once, now));
  }

  async page({ before, limit, actor, action, subject }: AuditQuery): Promise<AuditPage> {
    const { results } = await this.#options.database
      .prepare(PAGE)
      .bind(before === undefined ? null : Number(before), actor ?? null, action ?? null, subject ?? null, limit + 1)
      .all();
    const entries = z.array(RowSchema).parse(results.slice(0, limit));
    return { entries, next: results.length > limit ? (entries.at(-1)?.id ?? null) : null };
  }

  async sweep(keepDays: number): Promise<void> {
    const oldest = this.#options.clock.now() - Math.max(keepDays, 31) * dayMs;
    await this.#options.database.prepare("DELETE FROM audit WHERE at < ?1").bind(oldest).run();
  }

  async #write(operator: Operator, action: AuditedAction, subject: string, once: string | null, now: number): Promise<void> {
    const { database, telemetry } = this.#options;
    try {
      await database.prepare(NOTE).bind(now, actorOf(operator), operator.role, operator.via, action, subject.slice(0, 200), once).run();
      if (once !== null) this.#remember(once);
    } catch {
      // The answer has gone out already; the platform's own log is what is left.
      telemetry.log("error", "audit.lost", { reason: action });
    }
  }

  #remember(once: string): void {
    const { noted } = this.#options;
    if (noted.size >= mostNoted) for (const old of [...noted].slice(0, mostNoted / 2)) noted.delete(old);
    noted.add(once);
  }
}

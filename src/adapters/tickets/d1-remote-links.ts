/** Twins of our tickets and how far they were told, in the tickets' own rows (migrations/0013_tickets_elsewhere.sql); one erasure removes both. */
import { z } from "zod";
import { type RemoteReference, RemoteReferenceSchema } from "#contracts/tickets";
import type { Clock } from "#ports/clock";
import type { Deliveries, RemoteLinks } from "#ports/remote-desk";

const TwinSchema = z.object({ remote: z.string().transform((text) => RemoteReferenceSchema.parse(JSON.parse(text))) });
const IdSchema = z.object({ id: z.int() });
const ClaimSchema = TwinSchema.extend({ told: z.int(), telling: z.int().nullable() });

const LINK = "UPDATE tickets SET remote = ?2 WHERE id = ?1 AND remote IS NULL";
const FIND = "SELECT id FROM tickets WHERE json_extract(remote, '$.desk') = ?1 AND json_extract(remote, '$.id') = ?2";
const TWINS = "SELECT remote FROM tickets WHERE conversation = ?1 AND remote IS NOT NULL";
const CLAIM = `
  UPDATE tickets SET told_until = ?2 WHERE handoff = ?1 AND remote IS NOT NULL AND told_until <= ?3
  RETURNING remote, told, telling`;

export class D1RemoteLinks implements RemoteLinks {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async link(id: string, twin: RemoteReference): Promise<void> {
    await this.#database.prepare(LINK).bind(Number(id), JSON.stringify(twin)).run();
  }

  async find(desk: RemoteReference["desk"], remote: string): Promise<string | null> {
    const row = await this.#database.prepare(FIND).bind(desk, remote).first();
    return row === null ? null : String(IdSchema.parse(row).id);
  }

  async ofHandoff(handoff: string): Promise<string | null> {
    const row = await this.#database.prepare("SELECT id FROM tickets WHERE handoff = ?1").bind(handoff).first();
    return row === null ? null : String(IdSchema.parse(row).id);
  }

  async twinsOf(conversation: string): Promise<RemoteReference[]> {
    const { results } = await this.#database.prepare(TWINS).bind(conversation).all();
    return z
      .array(TwinSchema)
      .parse(results)
      .map(({ remote }) => remote);
  }

  async claim(handoff: string, forMs: number): Promise<{ twin: RemoteReference; told: number; telling: number | null } | null> {
    const now = this.#clock.now();
    const row = await this.#database
      .prepare(CLAIM)
      .bind(handoff, now + forMs, now)
      .first();
    if (row === null) return null;
    const { remote, told, telling } = ClaimSchema.parse(row);
    return { twin: remote, told, telling };
  }

  async telling(handoff: string, seq: number): Promise<void> {
    await this.#database.prepare("UPDATE tickets SET telling = ?2 WHERE handoff = ?1").bind(handoff, seq).run();
  }

  async told(handoff: string, seq: number): Promise<void> {
    await this.#database.prepare("UPDATE tickets SET told = max(told, ?2), telling = NULL WHERE handoff = ?1").bind(handoff, seq).run();
  }

  async release(handoff: string): Promise<void> {
    await this.#database.prepare("UPDATE tickets SET told_until = 0 WHERE handoff = ?1").bind(handoff).run();
  }
}

/** Twice the window in which a signature is believed (../wire/standard-webhooks.ts, zendesk-events.ts). */
const rememberedForMs = 10 * 60_000;

export class D1Deliveries implements Deliveries {
  readonly #database: D1Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async seen(desk: RemoteReference["desk"], id: string): Promise<boolean> {
    return (await this.#database.prepare("SELECT 1 FROM deliveries WHERE desk = ?1 AND id = ?2").bind(desk, id).first()) !== null;
  }

  async remember(desk: RemoteReference["desk"], id: string): Promise<void> {
    const now = this.#clock.now();
    await this.#database.batch([
      this.#database.prepare("INSERT OR IGNORE INTO deliveries (desk, id, at) VALUES (?1, ?2, ?3)").bind(desk, id, now),
      this.#database.prepare("DELETE FROM deliveries WHERE at < ?1").bind(now - rememberedForMs),
    ]);
  }
}

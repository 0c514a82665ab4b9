/** The embedded ticket desk, in D1 (migrations/0002_tickets.sql). Opening is idempotent by a unique key: a race ends with one row, read by both. */
import { z } from "zod";
import { HandoffReasonSchema } from "#contracts/events";
import {
  BriefSchema,
  RemoteReferenceSchema,
  type Ticket,
  type TicketList,
  type TicketStatus,
  TicketStatusSchema,
} from "#contracts/tickets";
import { fail, ok, type Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { TicketDesk, TicketFailure, TicketRequest } from "#ports/tickets";

const TicketRowSchema = z
  .object({
    id: z.int(),
    handoff: z.string(),
    conversation: z.string(),
    reason: HandoffReasonSchema,
    status: TicketStatusSchema,
    assignee: z.string().nullable(),
    brief: z.string(),
    opened_at: z.int(),
    changed_at: z.int(),
    remote: z.string().nullable(),
  })
  .transform(({ id, brief, opened_at, changed_at, remote, ...row }): Ticket => {
    const elsewhere = remote === null ? undefined : RemoteReferenceSchema.parse(JSON.parse(remote));
    return {
      ...row,
      id: String(id),
      number: elsewhere?.number ?? `ED-${id}`,
      brief: BriefSchema.parse(JSON.parse(brief)),
      openedAt: new Date(opened_at).toISOString(),
      changedAt: new Date(changed_at).toISOString(),
      ...(elsewhere ? { elsewhere } : {}),
    };
  });

const CountRowSchema = z.object({ status: TicketStatusSchema, tickets: z.int() });

const OPEN = `
  INSERT INTO tickets (handoff, conversation, reason, status, assignee, brief, opened_at, changed_at)
  VALUES (?1, ?2, ?3, 'open', NULL, ?4, ?5, ?5) ON CONFLICT (handoff) DO NOTHING`;
const OF_HANDOFF = "SELECT * FROM tickets WHERE handoff = ?1";
const LIST = "SELECT * FROM tickets WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3";
const CHANGE = "UPDATE tickets SET status = ?2, assignee = ?3, changed_at = ?4 WHERE id = ?1 RETURNING *";

export class D1Tickets implements TicketDesk {
  private readonly database: D1Database;
  private readonly clock: Clock;

  constructor({ database, clock }: { database: D1Database; clock: Clock }) {
    this.database = database;
    this.clock = clock;
  }

  async open({ handoff, conversation, reason, brief }: TicketRequest): Promise<Ticket> {
    const insert = this.database.prepare(OPEN).bind(handoff, conversation, reason, JSON.stringify(brief), this.clock.now());
    const [, found] = await this.database.batch([insert, this.database.prepare(OF_HANDOFF).bind(handoff)]);
    return TicketRowSchema.parse(found?.results[0]);
  }

  async get(id: string): Promise<Result<Ticket, TicketFailure>> {
    const row = await this.database.prepare("SELECT * FROM tickets WHERE id = ?1").bind(rowId(id)).first();
    return row === null ? unknownTicket(id) : ok(TicketRowSchema.parse(row));
  }

  async list({
    status,
    before,
    limit,
  }: {
    status?: TicketStatus | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<TicketList> {
    const cursor = before === undefined ? null : rowId(before);
    const { results } = await this.database
      .prepare(LIST)
      .bind(status ?? null, cursor, limit + 1)
      .all();
    const tickets = z.array(TicketRowSchema).parse(results.slice(0, limit));
    return { tickets, next: results.length > limit ? (tickets.at(-1)?.id ?? null) : null };
  }

  async change(
    id: string,
    { status, assignee }: { status: TicketStatus; assignee: string | null },
  ): Promise<Result<Ticket, TicketFailure>> {
    const row = await this.database.prepare(CHANGE).bind(rowId(id), status, assignee, this.clock.now()).first();
    return row === null ? unknownTicket(id) : ok(TicketRowSchema.parse(row));
  }

  async counts(): Promise<Record<TicketStatus, number>> {
    const { results } = await this.database.prepare("SELECT status, count(*) AS tickets FROM tickets GROUP BY status").all();
    const counted: Record<TicketStatus, number> = { open: 0, taken: 0, closed: 0 };
    for (const { status, tickets } of z.array(CountRowSchema).parse(results)) counted[status] = tickets;
    return counted;
  }

  async forget(conversation: string): Promise<void> {
    await this.database.prepare("DELETE FROM tickets WHERE conversation = ?1").bind(conversation).run();
  }
}

const unknownTicket = (id: string): Result<never, TicketFailure> => fail({ reason: "unknown_ticket", id });

/** No row has the id 0, so what is no number finds nothing. */
const rowId = (id: string): number => (/^\d{1,15}$/.test(id) ? Number(id) : 0);

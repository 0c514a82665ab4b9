/**
 * The numbered log: the conversation's only truth. Events are appended inside a transaction and numbered without gaps; what was appended is handed back only when the
 * transaction has committed, so that nobody is told of a fact that was rolled back. The newest events stay in memory: what has just been said is read by everybody.
 */
import { z } from "zod";
import { type ConversationEvent, ConversationEventSchema, type LoggedEvent } from "#contracts/events";
import type { ObjectSql, ObjectStorage } from "#ports/object-storage";
import { Kept } from "#domain/kept";

const EventRowSchema = z.object({ seq: z.int(), at: z.int(), body: z.string() });

/** Rows of one INSERT, four values each: the platform binds at most 100 values. */
const rowsAtOnce = 25;

/** Of the newest events, so many are read at first, and at most so many are kept. */
const tail = { read: 48, most: 128 } as const;

export type Append = (event: ConversationEvent) => number;

export class EventLog {
  readonly #storage: ObjectStorage;
  readonly #now: () => number;
  /** The newest events without a gap, oldest first. */
  readonly #tail = new Kept(() => this.#read("SELECT seq, at, body FROM event ORDER BY seq DESC LIMIT ?", tail.read).reverse());
  /** The event that began the conversation. */
  readonly #opening = new Kept(() => this.#row(1));

  constructor(storage: ObjectStorage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** The last seq; 0 for an empty log. */
  get head(): number {
    return this.#tail.get().at(-1)?.seq ?? 0;
  }

  /** Runs `work` in one transaction, at the end of which its events are written. `append` gives the new event's seq. When `work` throws, nothing was written. */
  transact<T>(work: (append: Append) => T): { result: T; events: LoggedEvent[] } {
    const events: LoggedEvent[] = [];
    const { head } = this;
    const atMs = this.#now();
    const at = new Date(atMs).toISOString();
    const result = this.#storage.transactionSync(() => {
      const worked = work((event) => {
        const seq = head + events.length + 1;
        events.push({ seq, at, event });
        return seq;
      });
      this.#insert(events, atMs);
      return worked;
    });
    this.#tail.change((before) => {
      const after = [...before, ...events];
      return after.length > tail.most ? after.slice(-tail.read) : after;
    });
    return { result, events };
  }

  /** When the last event was stored, in ms since 1970; null for an empty log. */
  lastAtMs(): number | null {
    const last = this.#storage.sql.exec("SELECT at FROM event ORDER BY seq DESC LIMIT 1").toArray()[0];
    return last ? Number(last.at) : null;
  }

  /** Events with seq > `after`, oldest first, at most `limit`. */
  after(after: number, limit: number): LoggedEvent[] {
    const from = this.#from;
    if (after >= from - 1) return this.#tail.get().slice(after - from + 1, after - from + 1 + limit);
    return this.#read("SELECT seq, at, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?", after, limit);
  }

  /** The newest `limit` events of these types, oldest first. */
  latest(types: readonly ConversationEvent["type"][], limit: number): LoggedEvent[] {
    const found = this.#tail.get().filter(({ event }) => types.includes(event.type));
    if (found.length >= limit || this.#from <= 1) return found.slice(-limit);
    const marks = types.map(() => "?").join(", ");
    return this.#read(`SELECT seq, at, body FROM event WHERE type IN (${marks}) ORDER BY seq DESC LIMIT ?`, ...types, limit).reverse();
  }

  /** Deletes every event, together with what `work` deletes. */
  clear(work: (sql: ObjectSql) => void): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec("DELETE FROM event");
      work(this.#storage.sql);
    });
    this.#tail.forget();
    this.#opening.forget();
  }

  at(seq: number): LoggedEvent | undefined {
    if (seq >= this.#from) return this.#tail.get()[seq - this.#from];
    return seq === 1 ? this.#opening.get() : this.#row(seq);
  }

  /** From here on everything is in memory. */
  get #from(): number {
    return this.#tail.get()[0]?.seq ?? 1;
  }

  #row(seq: number): LoggedEvent | undefined {
    return this.#read("SELECT seq, at, body FROM event WHERE seq = ?", seq)[0];
  }

  /** Many rows a statement, because a statement costs as much as its rows. */
  #insert(events: readonly LoggedEvent[], atMs: number): void {
    for (let from = 0; from < events.length; from += rowsAtOnce) {
      const some = events.slice(from, from + rowsAtOnce);
      const rows = some.map(() => "(?, ?, ?, ?)").join(", ");
      const values = some.flatMap(({ seq, event }) => [seq, atMs, event.type, JSON.stringify(event)]);
      this.#storage.sql.exec(`INSERT INTO event (seq, at, type, body) VALUES ${rows}`, ...values);
    }
  }

  #read(query: string, ...values: (string | number)[]): LoggedEvent[] {
    return this.#storage.sql
      .exec(query, ...values)
      .toArray()
      .map((row) => {
        const { seq, at, body } = EventRowSchema.parse(row);
        return { seq, at: new Date(at).toISOString(), event: ConversationEventSchema.parse(JSON.parse(body)) };
      });
  }
}

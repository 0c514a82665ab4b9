/**
 * The numbered log: the conversation's only truth. Events are appended inside a transaction and numbered without gaps; what was appended is handed back only when the
 * transaction has committed, so that nobody is told of a fact that was rolled back. The newest events stay in memory: what has just been said is read by everybody.
 */
import { z } from "zod";
import { type ConversationEvent, ConversationEventSchema, type LoggedEvent } from "#contracts/events";
import type { ObjectSql, ObjectStorage } from "#ports/object-storage";
import { Kept } from "#domain/kept";

const EventRowSchema = z.object({ seq: z.int(), at: z.int(), type: z.string(), body: z.string() });
const columns = "seq, at, type, body";

/** Rows of one INSERT, four values each: the platform binds at most 100 values. */
const rowsAtOnce = 25;

/** Of the newest events, so many are read at first, and at most so many are kept. */
const tail = { read: 48, most: 128 } as const;

export type Append = (event: ConversationEvent) => number;

/** One of the log. */
type Stored = { seq: number; atMs: number; type: string; logged: LoggedEvent };

/** An event by its row, whose body is parsed when it is first asked for: a conversation that wakes up asks for few of those that it has. */
class EventRow implements Stored {
  readonly seq: number;
  readonly atMs: number;
  readonly type: string;
  readonly #body: string;
  #logged: LoggedEvent | null = null;

  constructor(row: Record<string, unknown>) {
    const { seq, at, type, body } = EventRowSchema.parse(row);
    this.seq = seq;
    this.atMs = at;
    this.type = type;
    this.#body = body;
  }

  get logged(): LoggedEvent {
    const { seq, atMs } = this;
    this.#logged ??= { seq, at: new Date(atMs).toISOString(), event: ConversationEventSchema.parse(JSON.parse(this.#body)) };
    return this.#logged;
  }
}

export class EventLog {
  readonly #storage: ObjectStorage;
  readonly #now: () => number;
  /** The newest events without a gap, oldest first. */
  readonly #tail = new Kept<readonly Stored[]>(() => this.#rows("ORDER BY seq DESC LIMIT ?", tail.read).reverse());
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
      const after = [...before, ...events.map((logged) => ({ seq: logged.seq, atMs, type: logged.event.type, logged }))];
      return after.length > tail.most ? after.slice(-tail.read) : after;
    });
    return { result, events };
  }

  /** When the last event was stored, in ms since 1970; null for an empty log. */
  lastAtMs(): number | null {
    return this.#tail.get().at(-1)?.atMs ?? null;
  }

  /** Events with seq > `after`, oldest first, at most `limit`. */
  after(after: number, limit: number): LoggedEvent[] {
    const from = this.#from;
    if (after >= from - 1) return loggedOf(this.#tail.get().slice(after - from + 1, after - from + 1 + limit));
    return loggedOf(this.#rows("WHERE seq > ? ORDER BY seq LIMIT ?", after, limit));
  }

  /** The newest `limit` events of these types, oldest first. */
  latest(types: readonly ConversationEvent["type"][], limit: number): LoggedEvent[] {
    const wanted: readonly string[] = types;
    const found = this.#tail.get().filter(({ type }) => wanted.includes(type));
    if (found.length >= limit || this.#from <= 1) return loggedOf(found.slice(-limit));
    const marks = types.map(() => "?").join(", ");
    return loggedOf(this.#rows(`WHERE type IN (${marks}) ORDER BY seq DESC LIMIT ?`, ...types, limit).reverse());
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
    if (seq >= this.#from) return this.#tail.get()[seq - this.#from]?.logged;
    return seq === 1 ? this.#opening.get() : this.#row(seq);
  }

  /** From here on everything is in memory. */
  get #from(): number {
    return this.#tail.get()[0]?.seq ?? 1;
  }

  #row(seq: number): LoggedEvent | undefined {
    return this.#rows("WHERE seq = ?", seq)[0]?.logged;
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

  #rows(which: string, ...values: (string | number)[]): EventRow[] {
    const rows = this.#storage.sql.exec(`SELECT ${columns} FROM event ${which}`, ...values).toArray();
    return rows.map((row) => new EventRow(row));
  }
}

const loggedOf = (events: readonly Stored[]): LoggedEvent[] => events.map(({ logged }) => logged);

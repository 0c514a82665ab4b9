/**
 * An object's storage over SQLite in memory, with what a crash does to it: what was written since the last flush is gone. Nothing that the object sends gets out
 * before what it wrote has been flushed (the platform's output gate).
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { ObjectSql, ObjectStorage } from "#ports/object-storage";

export class SqliteStorage implements ObjectStorage {
  readonly sql: ObjectSql;
  readonly #database = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();
  /** What waits for the next flush before it may leave the object. */
  #held: (() => void)[] = [];
  #isDirty = false;
  #depth = 0;
  #writesUntilTorn: number | null = null;
  #isTorn = false;
  #onDirty: () => void = () => undefined;

  constructor() {
    this.sql = { exec: (query, ...values) => this.#exec(query, values) };
    this.#database.exec("BEGIN");
  }

  /** As new, but with its tables: making them anew costs more than what happens in most worlds. */
  empty(): void {
    this.crash();
    const tables = this.#database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_change'").all();
    for (const { name } of tables) if (typeof name === "string") this.#database.exec(`DELETE FROM ${name}`);
    this.#commit();
  }

  /** Everything that is stored, as a script that makes it again. */
  dump(): string {
    const made = this.#database.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rootpage").all();
    const lines = made.flatMap(({ name, sql }) => {
      if (typeof name !== "string" || typeof sql !== "string") return [];
      const rows = sql.startsWith("CREATE TABLE") ? this.#database.prepare(`SELECT * FROM ${name}`).all() : [];
      return [`${sql};`, ...rows.map((row) => `INSERT INTO ${name} VALUES (${Object.values(row).map(literal).join(", ")});`)];
    });
    return `${lines.join("\n")}\n`;
  }

  /** @param listener called at the first write after each flush. */
  onDirty(listener: () => void): void {
    this.#onDirty = listener;
  }

  get isDirty(): boolean {
    return this.#isDirty;
  }

  transactionSync<T>(work: () => T): T {
    const name = `depth${this.#depth++}`;
    this.#database.exec(`SAVEPOINT ${name}`);
    try {
      const result = work();
      this.#database.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#wrote();
    }
  }

  /** Lets `send` happen when everything written so far is durable. */
  gate(send: () => void): void {
    if (this.#isTorn) return;
    if (this.#isDirty) this.#held.push(send);
    else send();
  }

  /** Makes what was written durable, and lets out what waited for it. */
  flush(): void {
    this.#commit();
    const held = this.#held;
    this.#held = [];
    for (const send of held) send();
  }

  /** From now on only so many writes reach the disk, and nothing gets out any more: the power is failing. */
  tearAfter(writes: number): void {
    this.#writesUntilTorn = writes;
  }

  /** What was not flushed is gone, and so is what waited for it. */
  crash(): void {
    this.#database.exec("ROLLBACK; BEGIN");
    this.#held = [];
    this.#isDirty = false;
    this.#writesUntilTorn = null;
    this.#isTorn = false;
  }

  #exec(query: string, values: (string | number | null)[]): ReturnType<ObjectSql["exec"]> {
    const isRead = /^\s*SELECT/i.test(query);
    // Only a script without values has several statements.
    const isScript = !isRead && values.length === 0;
    const rows = isScript ? this.#script(query) : this.#prepared(query).all(...values);
    if (!isRead && this.#depth === 0) this.#wrote();
    return cursor(rows);
  }

  #script(query: string): [] {
    this.#database.exec(query);
    return [];
  }

  #prepared(query: string): StatementSync {
    const known = this.#statements.get(query) ?? this.#database.prepare(query);
    this.#statements.set(query, known);
    return known;
  }

  #wrote(): void {
    if (this.#writesUntilTorn !== null && !this.#isTorn) {
      this.#writesUntilTorn -= 1;
      if (this.#writesUntilTorn <= 0) {
        this.#commit();
        this.#isTorn = true;
      }
    }
    if (this.#isDirty) return;
    this.#isDirty = true;
    this.#onDirty();
  }

  #commit(): void {
    this.#database.exec("COMMIT; BEGIN");
    this.#isDirty = false;
  }
}

const literal = (value: unknown): string => (typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value));

const cursor = (rows: Record<string, unknown>[]): ReturnType<ObjectSql["exec"]> => ({
  toArray: () => rows,
  one: () => {
    const [row] = rows;
    if (!row || rows.length > 1) throw new Error(`expected one row, found ${rows.length}`);
    return row;
  },
});

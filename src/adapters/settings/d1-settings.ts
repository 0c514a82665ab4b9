/** Settings in D1, one row each, kept by the isolate. A stored value that no longer fits its schema counts as not set. */
import { z } from "zod";
import { type Settings, SettingsSchema } from "#contracts/settings";
import { type CellReader, currentValue, freshValue, type StaleCell } from "#adapters/isolate/stale-cell";
import type { Clock } from "#ports/clock";
import type { SettingsStore } from "#ports/settings";

const RowSchema = z.object({ name: z.string(), value: z.string() });

export const defaultSettings: Settings = SettingsSchema.parse({});

export type D1SettingsOptions = {
  database: D1Database;
  clock: Clock;
  cell: StaleCell<Settings>;
  background: CellReader<Settings>["background"];
};

export class D1Settings implements SettingsStore {
  readonly #database: D1Database;
  readonly #clock: Clock;
  readonly #cell: StaleCell<Settings>;
  readonly #reader: CellReader<Settings>;

  constructor({ database, clock, cell, background }: D1SettingsOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#cell = cell;
    this.#reader = { load: () => this.#load(), clock, background };
  }

  async current(): Promise<Settings> {
    return currentValue(this.#cell, this.#reader);
  }

  async change(change: Partial<Settings>): Promise<Settings> {
    const put = this.#database.prepare("INSERT OR REPLACE INTO settings (name, value, changed_at) VALUES (?1, ?2, ?3)");
    const rows = Object.entries(change).filter(([, value]) => value !== undefined);
    if (rows.length > 0) await this.#database.batch(rows.map(([name, value]) => put.bind(name, JSON.stringify(value), this.#clock.now())));
    return freshValue(this.#cell, this.#reader);
  }

  async #load(): Promise<Settings> {
    const { results } = await this.#database.prepare("SELECT name, value FROM settings").all();
    const stored = z
      .array(RowSchema)
      .parse(results)
      .map(({ name, value }): [string, unknown] => [name, JSON.parse(value)]);
    return SettingsSchema.catch(defaultSettings).parse(Object.fromEntries(stored));
  }
}

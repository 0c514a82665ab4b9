/**
 * Settings in D1, one row for each group that was set, over the defaults; kept by the isolate. A stored value that no longer fits its schema counts as not set. A change is
 * one transaction under a version: who saw an older one changes nothing.
 */
import { z } from "zod";
import { type CellReader, currentValue, freshValue, type StaleCell } from "#adapters/isolate/stale-cell";
import { type SettingName, type Settings, SettingsSchema, type SettingsView, SettingsViewSchema } from "#contracts/settings";
import { fail, ok, type Result } from "#domain/result";
import type { Clock } from "#ports/clock";
import type { SettingsChange, SettingsStore } from "#ports/settings";

const RowSchema = z.object({ name: z.string(), value: z.string() });
const VersionSchema = z.object({ version: z.int() });

const VERSION = "SELECT version FROM settings_version";
const RAISE_VERSION = "UPDATE settings_version SET version = version + 1, writer = ?1 WHERE ?2 IS NULL OR version = ?2 RETURNING version";
/** Only what the statement before it let through. */
const PUT = `
  INSERT OR REPLACE INTO settings (name, value, changed_at)
  SELECT ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM settings_version WHERE writer = ?1)`;
const RESET = "DELETE FROM settings WHERE name = ?2 AND EXISTS (SELECT 1 FROM settings_version WHERE writer = ?1)";

export type D1SettingsOptions = {
  database: D1Database;
  clock: Clock;
  defaults: Settings;
  cell: StaleCell<SettingsView>;
  background: CellReader<SettingsView>["background"];
};

export const unsetSettings = (defaults: Settings): SettingsView => ({ ...defaults, version: 1, set: [] });

export class D1Settings implements SettingsStore {
  readonly #database: D1Database;
  readonly #clock: Clock;
  readonly #defaults: Settings;
  readonly #cell: StaleCell<SettingsView>;
  readonly #reader: CellReader<SettingsView>;

  constructor({ database, clock, defaults, cell, background }: D1SettingsOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#defaults = defaults;
    this.#cell = cell;
    this.#reader = { load: () => this.#load(), clock, background };
  }

  async current(): Promise<Settings> {
    return currentValue(this.#cell, this.#reader);
  }

  async stored(): Promise<SettingsView> {
    return freshValue(this.#cell, this.#reader);
  }

  async change({ set, reset = [], ifVersion }: SettingsChange): Promise<Result<SettingsView, { reason: "stale"; version: number }>> {
    const rows = Object.entries(set).filter(([, value]) => value !== undefined);
    if (rows.length + reset.length > 0) {
      const writer = crypto.randomUUID();
      const prepared = (sql: string, ...values: (string | number)[]) => this.#database.prepare(sql).bind(writer, ...values);
      const [raised] = await this.#database.batch([
        this.#database.prepare(RAISE_VERSION).bind(writer, ifVersion ?? null),
        ...rows.map(([name, value]) => prepared(PUT, name, JSON.stringify(value), this.#clock.now())),
        ...reset.map((name) => prepared(RESET, name)),
      ]);
      if (raised?.results.length === 0) return fail({ reason: "stale", version: (await this.stored()).version });
    }
    const view = await this.stored();
    return rows.length + reset.length === 0 && ifVersion !== undefined && ifVersion !== view.version
      ? fail({ reason: "stale", version: view.version })
      : ok(view);
  }

  async #load(): Promise<SettingsView> {
    const [version, stored] = await this.#database.batch([
      this.#database.prepare(VERSION),
      this.#database.prepare("SELECT name, value FROM settings"),
    ]);
    const fits = z
      .array(RowSchema)
      .parse(stored?.results)
      .flatMap((row) => fitting(row));
    return SettingsViewSchema.parse({
      ...this.#defaults,
      ...Object.fromEntries(fits),
      ...z.tuple([VersionSchema]).parse(version?.results)[0],
      set: fits.map(([name]) => name),
    });
  }
}

function fitting({ name, value }: z.infer<typeof RowSchema>): [SettingName, unknown][] {
  const known = SettingsSchema.keyof().safeParse(name);
  if (!known.success) return [];
  const parsed = SettingsSchema.shape[known.data].safeParse(JSON.parse(value));
  return parsed.success ? [[known.data, parsed.data]] : [];
}

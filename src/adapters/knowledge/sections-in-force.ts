/** Sections by the ids of their vectors, as they are in force now: from the isolate's index, or, where it holds none, from D1. What has no section is stale and left out. */
import { z } from "zod";
import { numbersById, sectionIdSql } from "#adapters/vectors/section-ids";
import type { Section } from "#domain/knowledge";
import type { SearchOptions } from "#ports/knowledge";
import type { IsolateIndex } from "./isolate-index.ts";
import { SectionRow } from "./rows.ts";

const ID = sectionIdSql("sections");
const BY_ID = `
  SELECT sections.*, ${ID} AS id FROM json_each(?1) JOIN sections
  ON sections.version = substr(value, 1, instr(value, '.') - 1) AND sections.ordinal = CAST(substr(value, instr(value, '.') + 1) AS INTEGER)`;

const Rows = z.array(SectionRow.extend({ id: z.string() }));

export class SectionsInForce {
  readonly #isolate: IsolateIndex;
  readonly #database: D1Database;

  constructor({ isolate, database }: { isolate: IsolateIndex; database: D1Database }) {
    this.#isolate = isolate;
    this.#database = database;
  }

  async byId(ids: readonly string[], { signal }: Pick<SearchOptions, "signal"> = {}): Promise<Map<string, Section>> {
    const held = await this.#isolate.current({ signal });
    if (held.kind !== "index") return this.#stored(ids);
    const numbers = numbersById(held.index);
    return new Map(
      ids.flatMap((id) => {
        const section = held.index.sections[numbers.get(id) ?? -1];
        return section ? [[id, section]] : [];
      }),
    );
  }

  async #stored(ids: readonly string[]): Promise<Map<string, Section>> {
    const { results } = await this.#database.prepare(BY_ID).bind(JSON.stringify(ids)).all();
    return new Map(Rows.parse(results).map(({ id, ...section }) => [id, section]));
  }
}

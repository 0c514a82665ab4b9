/**
 * Vectors without Vectorize: kept in D1 beside the books, read into the isolate's memory, and compared with each question one by one. Exact, and for a desk of some thousand sections
 * a matter of milliseconds. Beyond `mostBytes` it refuses, and the desk finds by words alone.
 */
import { z } from "zod";
import { type CellReader, currentValue, type StaleCell } from "#adapters/isolate/stale-cell";
import type { SectionVector, VectorIndex, VectorMatch } from "#ports/vectors";
import { normalised, unpackVector } from "./packed-vector.ts";

export type LoadedVectors = {
  revision: number;
  recipe: string;
  dimensions: number;
  ids: readonly string[];
  /** One after the other; those of `ids[n]` begin at n × dimensions. */
  values: Float32Array;
};

export type D1VectorsOptions = {
  database: D1Database;
  recipe: string;
  cell: StaleCell<LoadedVectors | null>;
  reader: Omit<CellReader<LoadedVectors | null>, "load">;
  mostBytes?: number;
};

/** Of an isolate's 128 MB, half of which the articles may take: 4,096 sections of 1,024 dimensions. */
const MOST_BYTES = 16 * 1024 * 1024;
const ROWS_A_PAGE = 500;

const RevisionRow = z.object({ revision: z.int() });
const SizeRow = z.object({ vectors: z.int(), characters: z.int().nullable() });
const VectorRows = z.array(z.object({ id: z.string(), vector: z.string() }));

export class D1Vectors implements VectorIndex {
  readonly #options: D1VectorsOptions;

  constructor(options: D1VectorsOptions) {
    this.#options = options;
  }

  /** The books hold the vector itself (`D1VectorBooks`): nothing is kept twice. */
  async upsert(_vectors: readonly SectionVector[]): Promise<void> {}

  /** As above. */
  async remove(_ids: readonly string[]): Promise<void> {}

  async nearest(queries: readonly (readonly number[])[], limit: number): Promise<VectorMatch[][]> {
    const { cell, reader } = this.#options;
    const loaded = await currentValue(cell, { ...reader, load: (held) => this.#load(held) });
    if (loaded === null) throw new Error("the vectors are not read yet, or are too many");
    return queries.map((query) => nearestOf(loaded, normalised(query), limit));
  }

  async #load(held: LoadedVectors | null): Promise<LoadedVectors | null> {
    const { database, recipe, mostBytes = MOST_BYTES } = this.#options;
    const { revision } = RevisionRow.parse(await database.prepare("SELECT revision FROM vector_revision").first());
    if (held?.revision === revision && held.recipe === recipe) return held;
    const size = database.prepare("SELECT count(*) AS vectors, max(length(vector)) AS characters FROM section_vectors WHERE recipe = ?1");
    const { vectors, characters } = SizeRow.parse(await size.bind(recipe).first());
    const dimensions = dimensionsOf(characters ?? 0);
    if (vectors * dimensions * 4 > mostBytes) throw new Error(`${vectors} vectors are more than an isolate holds`);
    const ids: string[] = [];
    const values = new Float32Array(vectors * dimensions);
    for (let after = ""; ids.length < vectors;) {
      const page = database.prepare(
        "SELECT id, vector FROM section_vectors WHERE recipe = ?1 AND vector IS NOT NULL AND id > ?2 ORDER BY id LIMIT ?3",
      );
      const rows = VectorRows.parse((await page.bind(recipe, after, ROWS_A_PAGE).all()).results);
      for (const { id, vector } of rows.slice(0, vectors - ids.length)) {
        if (unpackVector(vector, values, ids.length * dimensions, dimensions)) ids.push(id);
      }
      after = rows.at(-1)?.id ?? "";
      if (rows.length < ROWS_A_PAGE) break;
    }
    return { revision, recipe, dimensions, ids, values };
  }
}

/** Of a text of base64 without line breaks: four characters for three bytes. */
const dimensionsOf = (characters: number): number => Math.floor((characters / 4) * 3) >> 2;

function nearestOf({ ids, values, dimensions }: LoadedVectors, query: Float32Array, limit: number): VectorMatch[] {
  if (query.length !== dimensions) return [];
  const scores = new Float32Array(ids.length);
  for (let n = 0; n < ids.length; n += 1) {
    let sum = 0;
    const from = n * dimensions;
    for (let at = 0; at < dimensions; at += 1) sum += (query[at] ?? 0) * (values[from + at] ?? 0);
    scores[n] = sum;
  }
  const best = Array.from(scores.keys()).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  return best.slice(0, limit).map((n) => ({ id: ids[n] ?? "", score: scores[n] ?? 0 }));
}

/** Vectors without Vectorize: what the books hold, the index finds, exactly. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { staleCell } from "#adapters/isolate/stale-cell";
import { D1VectorBooks } from "#adapters/vectors/d1-vector-books";
import { D1Vectors, type LoadedVectors } from "#adapters/vectors/d1-vectors";
import { ManualClock } from "../../fakes/manual-clock.ts";

const database = env.DB;
const recipe = "1:d1:stand-in";
let clock: ManualClock;
let books: D1VectorBooks;

beforeEach(async () => {
  await database.prepare("DELETE FROM section_vectors").run();
  clock = new ManualClock("2026-11-22T10:00:00Z");
  books = new D1VectorBooks({ database, recipe, keepsVectors: true, clock });
  await books.made([
    { id: "v1.0", article: "east", section: "", values: [1, 0] },
    { id: "v2.0", article: "north", section: "", values: [0, 3] },
  ]);
});

const indexOf = (more: { mostBytes?: number; recipe?: string } = {}) =>
  new D1Vectors({ database, recipe, cell: staleCell<LoadedVectors | null>(null), reader: { clock, background: () => undefined }, ...more });

test("each query gets the nearest first, with its cosine, whatever the length of the vectors", async () => {
  const [east, northEast] = await indexOf().nearest(
    [
      [5, 0],
      [1, 2],
    ],
    1,
  );
  expect(east).toEqual([{ id: "v1.0", score: 1 }]);
  expect(northEast).toMatchObject([{ id: "v2.0", score: expect.closeTo(2 / Math.sqrt(5), 5) }]);
});

test("vectors of another recipe, and queries of other dimensions, find nothing", async () => {
  expect(await indexOf({ recipe: "1:d1:another" }).nearest([[1, 0]], 5)).toEqual([[]]);
  expect(await indexOf().nearest([[1, 0, 0]], 5)).toEqual([[]]);
});

test("what was removed is found no more once the isolate has looked again", async () => {
  const index = indexOf();
  await index.nearest([[1, 0]], 5);
  await books.removed(["v1.0"]);
  clock.advance(6_000);
  await index.nearest([[1, 0]], 5);
  await expect.poll(async () => (await index.nearest([[1, 0]], 5))[0]?.map(({ id }) => id)).toEqual(["v2.0"]);
});

test("more vectors than an isolate may hold are refused, and not read", async () => {
  await expect(indexOf({ mostBytes: 15 }).nearest([[1, 0]], 5)).rejects.toThrow("too many");
});

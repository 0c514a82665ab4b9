/**
 * Vectors in Vectorize. No metadata is read back, because the id says everything, and without it a query may have a hundred matches instead of twenty. One namespace for each recipe: what
 * another model made is never compared. Limits: developers.cloudflare.com/vectorize/platform/limits.
 */
import { z } from "zod";
import type { SectionVector, VectorIndex, VectorMatch } from "#ports/vectors";
import { chunked } from "./chunked.ts";

const MatchesSchema = z.object({ matches: z.array(z.object({ id: z.string(), score: z.number() })) });

/** Vectors of one write; the platform takes 1,000. */
const WRITTEN_AT_ONCE = 500;
const REMOVED_AT_ONCE = 100;
const LONGEST_NAMESPACE = 64;

/** The part of the binding that is used. */
export type VectorizeBinding = {
  upsert(vectors: { id: string; values: number[]; namespace: string; metadata: Record<string, string> }[]): Promise<unknown>;
  deleteByIds(ids: string[]): Promise<unknown>;
  query(vector: number[], options: { topK: number; namespace: string }): Promise<unknown>;
};

export class VectorizeSections implements VectorIndex {
  readonly #binding: VectorizeBinding;
  readonly #namespace: string;

  constructor({ binding, recipe }: { binding: VectorizeBinding; recipe: string }) {
    this.#binding = binding;
    this.#namespace = recipe.slice(-LONGEST_NAMESPACE);
  }

  async upsert(vectors: readonly SectionVector[]): Promise<void> {
    for (const some of chunked(vectors, WRITTEN_AT_ONCE))
      await this.#binding.upsert(
        // The metadata is for people who look at the index.
        some.map(({ id, article, section, values }) => ({
          id,
          values: [...values],
          namespace: this.#namespace,
          metadata: { article, section },
        })),
      );
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const some of chunked(ids, REMOVED_AT_ONCE)) await this.#binding.deleteByIds([...some]);
  }

  nearest(queries: readonly (readonly number[])[], limit: number): Promise<VectorMatch[][]> {
    const options = { topK: limit, namespace: this.#namespace };
    return Promise.all(queries.map(async (query) => MatchesSchema.parse(await this.#binding.query([...query], options)).matches));
  }
}

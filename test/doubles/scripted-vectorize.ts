/**
 * The Vectorize binding as far as the desk uses it: exact cosines over what was upserted, within a namespace, and the platform's limits. Writes may stay unseen for a while, as they do there, and every call may be
 * told to fail or to hang.
 */
type Stored = { values: number[]; namespace: string; metadata: Record<string, string> };

export class ScriptedVectorize {
  readonly dimensions: number;
  readonly stored = new Map<string, Stored>();
  mood: "well" | "failing" | "silent" = "well";
  /** Deleted vectors are still found, as before the platform has worked the deletion off. */
  forgetsLate = false;
  queries = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  async upsert(vectors: { id: string; values: number[]; namespace: string; metadata: Record<string, string> }[]): Promise<unknown> {
    await this.#answer();
    if (vectors.length > 1_000) throw new Error("VECTOR_UPSERT_ERROR (code = 40008): too many vectors");
    for (const { id, values, namespace, metadata } of vectors) {
      this.#check(id, values, namespace);
      this.stored.set(id, { values, namespace, metadata });
    }
    return { mutationId: "m" };
  }

  async deleteByIds(ids: string[]): Promise<unknown> {
    await this.#answer();
    if (!this.forgetsLate) for (const id of ids) this.stored.delete(id);
    return { mutationId: "m" };
  }

  async query(vector: number[], { topK, namespace }: { topK: number; namespace: string }): Promise<unknown> {
    this.queries += 1;
    await this.#answer();
    if (topK > 100) throw new Error("VECTOR_QUERY_ERROR (code = 40025): topK is at most 100");
    this.#check("query", vector, namespace);
    const matches = [...this.stored]
      .filter(([, one]) => one.namespace === namespace)
      .map(([id, { values }]) => ({ id, score: cosine(vector, values) }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, topK);
    return { count: matches.length, matches };
  }

  #check(id: string, values: readonly number[], namespace: string): void {
    if (values.length !== this.dimensions)
      throw new Error(`VECTOR_ERROR (code = 40006): expected ${this.dimensions} dimensions, got ${values.length}`);
    if (new TextEncoder().encode(id).length > 64 || new TextEncoder().encode(namespace).length > 64)
      throw new Error("VECTOR_ERROR (code = 40011): id or namespace longer than 64 bytes");
  }

  async #answer(): Promise<void> {
    if (this.mood === "failing") throw new Error("VECTOR_ERROR (code = 10002): internal error");
    if (this.mood === "silent") await new Promise(() => undefined);
  }
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  const length = Math.sqrt(dot(a, a) * dot(b, b));
  return length === 0 ? 0 : dot(a, b) / length;
}

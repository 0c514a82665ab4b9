/**
 * Which documents a term stands in, and how much it says there. A document is a section or a whole article. Fields are blended before
 * the saturation (BM25F: Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields"), and the saturated value
 * is stored, so that a query only multiplies and adds.
 */

/** Terms of one document, field by field, in the order of `FIELDS`. */
export type Fields = readonly (readonly number[])[];

/** How a field counts: `weight` per occurrence, `norm` [0, 1] how much a longer field dilutes it (BM25's b). */
export type FieldPolicy = { weight: number; norm: number };

/** Postings of term t are at [start[t], start[t + 1]), by rising document number. */
export type Postings = {
  start: Uint32Array;
  document: Uint32Array;
  /** Saturated frequency, [0, 1). */
  strength: Float32Array;
  documents: number;
};

/** Collects documents in order of their numbers and packs them. */
export class PostingsBuilder {
  private readonly documents: Fields[] = [];
  private readonly policies: readonly FieldPolicy[];
  /** Saturation: the weighted frequency at which a term has said half of what it can say (BM25's k1). */
  private readonly saturation: number;

  constructor(policies: readonly FieldPolicy[], saturation: number) {
    this.policies = policies;
    this.saturation = saturation;
  }

  add(fields: Fields): void {
    this.documents.push(fields);
  }

  pack(terms: number): Postings {
    const averages = this.policies.map((_, field) => Math.max(1, this.documents.reduce((sum, fields) => sum + (fields[field]?.length ?? 0), 0) / Math.max(1, this.documents.length)));
    const start = new Uint32Array(terms + 1);
    const frequency = new Float32Array(terms);
    const seen: number[] = [];
    const runs: { term: number; document: number; strength: number }[] = [];
    for (const [document, fields] of this.documents.entries()) {
      for (const [at, { weight, norm }] of this.policies.entries()) {
        const field = fields[at] ?? [];
        const gain = weight / (1 - norm + (norm * field.length) / (averages[at] ?? 1));
        for (const term of field) {
          if (frequency[term] === 0) seen.push(term);
          frequency[term] = (frequency[term] ?? 0) + gain;
        }
      }
      for (const term of seen) {
        const total = frequency[term] ?? 0;
        runs.push({ term, document, strength: total / (total + this.saturation) });
        frequency[term] = 0;
        start[term + 1] = (start[term + 1] ?? 0) + 1;
      }
      seen.length = 0;
    }
    for (let term = 0; term < terms; term += 1) start[term + 1] = (start[term + 1] ?? 0) + (start[term] ?? 0);
    const next = start.slice();
    const documentOf = new Uint32Array(runs.length);
    const strength = new Float32Array(runs.length);
    for (const run of runs) {
      const at = next[run.term] ?? 0;
      next[run.term] = at + 1;
      documentOf[at] = run.document;
      strength[at] = run.strength;
    }
    return { start, document: documentOf, strength, documents: this.documents.length };
  }
}

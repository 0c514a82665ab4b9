/**
 * Which documents a term stands in, and how much it says there. A document is a section or a whole article. Fields are blended before
 * the saturation (BM25F: Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields"), and the saturated value
 * is stored, so that a query only multiplies and adds.
 */

/** Terms of one document, field by field. */
export type Fields = readonly (readonly number[])[];

/** How a field counts: `weight` per occurrence; `norm` [0, 1], how much a longer field dilutes it (BM25's b). */
export type FieldPolicy = { weight: number; norm: number };

/** Postings of term t are at [start[t], start[t + 1]), by rising document number. */
export type Postings = {
  start: Uint32Array;
  document: Uint32Array;
  /** Saturated frequency, [0, 1). */
  strength: Float32Array;
  documents: number;
};

/**
 * Packs the documents, numbered as they come. `saturation` is the weighted frequency at which a term has said half of what it can say
 * (BM25's k1); `terms` is how many terms there are.
 */
export function packPostings(documents: readonly Fields[], policies: readonly FieldPolicy[], saturation: number, terms: number): Postings {
  const averages = policies.map((_, field) =>
    Math.max(1, documents.reduce((sum, fields) => sum + (fields[field]?.length ?? 0), 0) / Math.max(1, documents.length)),
  );
  const most = documents.reduce((sum, fields) => fields.reduce((total, field) => total + field.length, sum), 0);
  const termAt = new Uint32Array(most);
  const documentAt = new Uint32Array(most);
  const strengthAt = new Float32Array(most);
  const start = new Uint32Array(terms + 1);
  const frequency = new Float32Array(terms);
  let count = 0;
  for (const [document, fields] of documents.entries()) {
    const first = count;
    for (const [at, { weight, norm }] of policies.entries()) {
      const field = fields[at] ?? [];
      const gain = weight / (1 - norm + (norm * field.length) / (averages[at] ?? 1));
      for (const term of field) {
        if (frequency[term] === 0) termAt[count++] = term;
        frequency[term] = (frequency[term] ?? 0) + gain;
      }
    }
    for (let at = first; at < count; at += 1) {
      const term = termAt[at] ?? 0;
      const total = frequency[term] ?? 0;
      documentAt[at] = document;
      strengthAt[at] = total / (total + saturation);
      start[term + 1] = (start[term + 1] ?? 0) + 1;
      frequency[term] = 0;
    }
  }
  for (let term = 0; term < terms; term += 1) start[term + 1] = (start[term + 1] ?? 0) + (start[term] ?? 0);

  const next = start.slice();
  const document = new Uint32Array(count);
  const strength = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const term = termAt[at] ?? 0;
    const to = next[term] ?? 0;
    next[term] = to + 1;
    document[to] = documentAt[at] ?? 0;
    strength[to] = strengthAt[at] ?? 0;
  }
  return { start, document, strength, documents: documents.length };
}

/** In how many documents the term stands. */
export function documentFrequency({ start }: Postings, term: number): number {
  return (start[term + 1] ?? 0) - (start[term] ?? 0);
}

/** Inverse document frequency as BM25 has it, natural logarithm, always above 0. */
export function inverseFrequency(df: number, documents: number): number {
  return Math.log(1 + (documents - df + 0.5) / (df + 0.5));
}

/** Strength of a term in a document, 0 when it isn't there. */
export function strengthIn(postings: Postings, term: number, document: number): number {
  let low = postings.start[term] ?? 0;
  let high = (postings.start[term + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = postings.document[middle] ?? 0;
    if (here === document) return postings.strength[middle] ?? 0;
    if (here < document) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/**
 * A deterministic stand-in for an embedding model: every word points in a direction of its own (by hash), and words of one given group in the same one. It has no idea of any language; it shows that vectors
 * travel and are compared, never how good a real model's are.
 */

const dimensions = 256;

/** @param groups words that shall mean the same, such as ["bicycle", "velocipede"]. */
export function standInEmbedder(groups: readonly (readonly string[])[] = []): (texts: readonly string[]) => number[][] {
  const meaning = new Map(groups.flatMap((group) => group.map((word): [string, string] => [word, group[0] ?? word])));
  return (texts) =>
    texts.map((text) => {
      const values = Array.from({ length: dimensions }, () => 0);
      for (const word of text.toLowerCase().match(/\p{L}{3,}|\p{N}+/gu) ?? []) {
        const at = hash(meaning.get(word) ?? word) % dimensions;
        // A word of a group is what the text is about.
        values[at] = (values[at] ?? 0) + (meaning.has(word) ? 5 : 1);
      }
      return values;
    });
}

/** FNV-1a, 32 bits. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (const character of word) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}

/** Text from outside that should be JSON. What it holds is for a schema to say. */

/** The value, or undefined for text that is no JSON: no schema here takes that, so the schema's refusal covers both. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What was made of a text, kept for the texts that came last: a desk's instructions and its much-read passages are the same in turn after turn. For what depends on nothing but the text, and is
 * never changed.
 */

/** @param most so many are kept; the one that was not asked for longest goes first. */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const value = made.get(text) ?? make(text);
    // A map keeps its keys in the order in which they were set.
    made.delete(text);
    made.set(text, value);
    const [oldest] = made.size > most ? made.keys() : [];
    if (oldest !== undefined) made.delete(oldest);
    return value;
  };
}

/**
 * What was made of a text, kept for the texts that came last: a desk's instructions and its much-read passages are the same in turn after turn. For what depends on nothing but the text, and is
 * never changed.
 */

/** @param most so many are kept; of those the oldest goes first. */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    const oldest = made.size < most ? undefined : made.keys().next().value;
    if (oldest !== undefined) made.delete(oldest);
    made.set(text, value);
    return value;
  };
}

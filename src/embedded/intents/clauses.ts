/**
 * Cuts a message into the clauses that could each ask for something of their own: at sentence ends, line breaks and "and also".
 * A clause keeps its words as written. Short scraps stay with their neighbour, since alone they say nothing.
 */

const BORDER = /[.!?;\n。！？]+\s*|,?\s+(?:and|but|also|plus|then|und|aber|außerdem|y|pero|también|et|mais|aussi)\s+(?=\S+\s+\S+)/giu;

/** A clause with fewer words is a scrap. */
const FEWEST_WORDS = 3;
const MOST_CLAUSES = 6;

/** The clauses of a message in its order; the whole message when it is one clause. At most six. */
export function splitClauses(text: string): string[] {
  const clauses: string[] = [];
  let pending = "";
  for (const part of text.slice(0, 2_000).split(BORDER)) {
    pending = `${pending} ${part}`.trim();
    if (pending.split(/\s+/u).length < FEWEST_WORDS) continue;
    clauses.push(pending);
    pending = "";
    if (clauses.length === MOST_CLAUSES) break;
  }
  if (pending !== "" && clauses.length > 0 && clauses.length < MOST_CLAUSES) clauses.push(`${clauses.pop() ?? ""} ${pending}`);
  return clauses.length === 0 ? [text] : clauses;
}

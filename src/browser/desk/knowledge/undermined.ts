/** Does a draft still say what an answer quoted? Only letters and digits are compared, so that marks of Markdown, spaces and stops are nobody's loss. Pure. */

/** A link's address is no word of the text: `[words](article:id)` says "words". */
const address = /\]\([^()\s]*\)/g;
const others = /[^\p{L}\p{N}]+/gu;

const lettersOf = (text: string): string => text.replaceAll(address, "]").normalize("NFKC").toLowerCase().replaceAll(others, "");

/** As a whole, or line by line: an answer may quote lines that stand apart. */
function says(body: string, quote: string): boolean {
  const letters = lettersOf(body);
  return letters.includes(lettersOf(quote)) || quote.split("\n").every((line) => letters.includes(lettersOf(line)));
}

/** `holds`: every quote stands in the draft; `undermined`: one stood in the stored text and is gone from the draft; `outdated`: one was gone before. */
export type Standing = "holds" | "undermined" | "outdated";

export function standingOf(quotes: readonly { quote: string }[], stored: string, draft: string): Standing {
  const gone = quotes.filter(({ quote }) => !says(draft, quote));
  if (gone.length === 0) return "holds";
  return gone.some(({ quote }) => says(stored, quote)) ? "undermined" : "outdated";
}

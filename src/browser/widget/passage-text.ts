/** Plain text of a section as blocks, with the quoted words marked. Pure. */

/** A stretch of text; `quoted`: these words were quoted. */
export type Run = { text: string; quoted: boolean };
export type PassageBlock = { kind: "paragraph"; runs: Run[] } | { kind: "list"; start: number | null; items: Run[][] };

type Range = { from: number; to: number };

const bullet = /^- /;
const step = /^(\d{1,9})[.)] /;

/** Blocks of `text`; where the quote is found, as a whole or line by line, its letters are marked. */
export function passageBlocks(text: string, quote: string): PassageBlock[] {
  const quoted = findQuote(text, quote);
  const blocks: PassageBlock[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const mark = bullet.exec(line)?.[0] ?? step.exec(line)?.[0] ?? "";
    const runs = cut(text, { from: at + mark.length, to: at + line.length }, quoted);
    at += line.length + 1;
    if (line.trim() === "") continue;
    if (mark === "") blocks.push({ kind: "paragraph", runs });
    else addItem(blocks, mark === "- " ? null : Number.parseInt(mark, 10), runs);
  }
  return blocks;
}

function addItem(blocks: PassageBlock[], n: number | null, runs: Run[]): void {
  const last = blocks.at(-1);
  const follows = last?.kind === "list" && (n === null ? last.start === null : last.start !== null && n === last.start + last.items.length);
  if (follows) last.items.push(runs);
  else blocks.push({ kind: "list", start: n, items: [runs] });
}

/** Where the quote stands. Its lines may stand apart in the text; what is not found is not marked. */
export function findQuote(text: string, quote: string): Range[] {
  const whole = quote.trim();
  const parts = whole !== "" && text.includes(whole) ? [whole] : whole.split("\n").map((line) => line.trim());
  return parts.flatMap((part) => {
    const from = part === "" ? -1 : text.indexOf(part);
    return from < 0 ? [] : [{ from, to: from + part.length }];
  });
}

function cut(text: string, { from, to }: Range, quoted: readonly Range[]): Run[] {
  const edges = quoted.flatMap((range) => [range.from, range.to]).filter((edge) => edge > from && edge < to);
  const stops = [from, ...edges.toSorted((a, b) => a - b), to];
  return stops.slice(1).flatMap((stop, n) => {
    const start = stops[n] ?? from;
    const inQuote = quoted.some((range) => range.from <= start && stop <= range.to);
    return start === stop ? [] : [{ text: text.slice(start, stop), quoted: inQuote }];
  });
}

/**
 * Bounds how deep a Markdown text nests. A parser that follows a thousand quote marks in a row recurses a thousand times and costs the
 * square of it; no reader follows more than a few. Marks beyond the bound are dropped, the words stay.
 */

/** Quote and list marks that one line may open, and the columns that it may be indented. Help articles stay below 4 and 24. */
const MAX_MARKS_A_LINE = 8;
const MAX_INDENT_COLUMNS = 48;

const MARK_RUN = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t>]*)+/;
const ONE_MARK = />|[-+*](?=[ \t]|$)|\d{1,9}[.)]/g;

export function withBoundedNesting(markdown: string): string {
  return markdown.replaceAll("\r\n", "\n").split("\n").map(boundLine).join("\n");
}

function boundLine(line: string): string {
  const first = line.search(/[^ \t]/);
  const shallow = first > MAX_INDENT_COLUMNS ? line.slice(first - MAX_INDENT_COLUMNS) : line;
  const run = MARK_RUN.exec(shallow)?.[0];
  if (run === undefined || run.length <= MAX_MARKS_A_LINE) return shallow;
  let marks = 0;
  for (const mark of run.matchAll(ONE_MARK)) {
    marks += 1;
    if (marks > MAX_MARKS_A_LINE) return run.slice(0, mark.index) + shallow.slice(run.length);
  }
  return shallow;
}

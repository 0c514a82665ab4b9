/**
 * The Markdown that answers and articles use, as data: paragraphs, headings, lists with their numbers, code, quotes, tables, rules. What is
 * not understood stays visible as text. Any string is accepted, and no string takes more than linear time.
 */
import { type Inline, parseInline } from "./inline.ts";

export type Block =
  | { kind: "paragraph"; inline: Inline[] }
  | { kind: "heading"; level: number; inline: Inline[] }
  /** `start`: number of the first item, null for bullets. */
  | { kind: "list"; start: number | null; items: Block[][] }
  | { kind: "code"; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "rule" };

/** Lists and quotes inside one another are read to this depth; deeper ones are paragraphs. */
const maxDepth = 5;

const heading = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const fence = /^ {0,3}(```|~~~)/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const quote = /^ {0,3}> ?/;
const item = /^( {0,3})([-*+]|(\d{1,9})[.)])(?:[ \t]+|$)(.*)$/;
const tableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const blank = /^\s*$/;

export const parseMarkdown = (source: string): Block[] => parseLines(source.replaceAll(/\r\n?/g, "\n").split("\n"), 0);

type Step = { block: Block; next: number };

function parseLines(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    if (blank.test(lines[at] ?? "")) {
      at += 1;
      continue;
    }
    const step = blockAt(lines, at, depth);
    blocks.push(step.block);
    at = step.next;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number, depth: number): Step {
  const line = lines[at] ?? "";
  const title = heading.exec(line);
  if (title) {
    const inline = parseInline((title[2] ?? "").replace(/[ \t]#+[ \t]*$/, "").trim());
    return { block: { kind: "heading", level: title[1]?.length ?? 1, inline }, next: at + 1 };
  }
  if (fence.test(line)) return codeFrom(lines, at);
  if (rule.test(line)) return { block: { kind: "rule" }, next: at + 1 };
  if (depth < maxDepth && quote.test(line)) return quoteFrom(lines, at, depth);
  if (depth < maxDepth && item.test(line)) return listFrom(lines, at, depth);
  if (isTable(lines, at)) return tableFrom(lines, at);
  return paragraphFrom(lines, at, depth);
}

function codeFrom(lines: readonly string[], at: number): Step {
  const mark = fence.exec(lines[at] ?? "")?.[1] ?? "```";
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? "").trimStart().startsWith(mark)) end += 1;
  return { block: { kind: "code", text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
}

function quoteFrom(lines: readonly string[], at: number, depth: number): Step {
  let end = at;
  while (end < lines.length && quote.test(lines[end] ?? "")) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(quote, ""));
  return { block: { kind: "quote", blocks: parseLines(inner, depth + 1) }, next: end };
}

/** Items follow one another with or without blank lines; what is indented, or runs on without a blank line, belongs to the item above. */
function listFrom(lines: readonly string[], at: number, depth: number): Step {
  const first = item.exec(lines[at] ?? "");
  const start = first?.[3] === undefined ? null : Number(first[3]);
  const items: string[][] = [];
  let next = at;
  let afterBlank = false;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    const found = rule.test(line) ? null : item.exec(line);
    const current = items.at(-1);
    if (blank.test(line)) {
      afterBlank = true;
      current?.push("");
      continue;
    }
    if (found && isNested(found, first) && current) current.push(dedent(line));
    else if (found) {
      if ((found[3] === undefined) !== (start === null)) break;
      items.push([found[4] ?? ""]);
    } else if (/^(?: {2,}|\t)/.test(line)) current?.push(dedent(line));
    else if (afterBlank || startsBlock(line)) break;
    else current?.push(line);
    afterBlank = false;
  }
  return { block: { kind: "list", start, items: items.map((inner) => parseLines(inner, depth + 1)) }, next };
}

const isNested = (found: RegExpExecArray, first: RegExpExecArray | null): boolean =>
  (found[1]?.length ?? 0) >= (first?.[1]?.length ?? 0) + 2;

const dedent = (line: string): string => line.replace(/^(?: {1,3}|\t)/, "");

const startsBlock = (line: string): boolean =>
  heading.test(line) || fence.test(line) || rule.test(line) || quote.test(line) || item.test(line);

const isTable = (lines: readonly string[], at: number): boolean =>
  (lines[at] ?? "").includes("|") && (lines[at + 1] ?? "").includes("-") && tableRule.test(lines[at + 1] ?? "");

function tableFrom(lines: readonly string[], at: number): Step {
  const head = cells(lines[at] ?? "");
  let next = at + 2;
  const rows: Inline[][][] = [];
  for (; next < lines.length && (lines[next] ?? "").includes("|"); next += 1) rows.push(cells(lines[next] ?? "").slice(0, head.length));
  return { block: { kind: "table", head, rows }, next };
}

const cells = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => parseInline(cell.trim().replaceAll("\\|", "|")));

function paragraphFrom(lines: readonly string[], at: number, depth: number): Step {
  let end = at + 1;
  while (end < lines.length && !blank.test(lines[end] ?? "") && !(depth < maxDepth && startsBlock(lines[end] ?? ""))) end += 1;
  const source = lines.slice(at, end).map((line) => line.trim()).join("\n"); // prettier-ignore
  return { block: { kind: "paragraph", inline: parseInline(source) }, next: end };
}

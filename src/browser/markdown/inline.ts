/**
 * The marks inside a line: **strong**, *emphasis*, `code`, [links](https://…), citation marks [1], and \ before a mark that is meant as text.
 * An image is its description and nothing is loaded; HTML is text. Reads any string in time linear to its length: a closing mark that was
 * looked for and not found is not looked for again.
 */
import { type LinkTarget, readLink } from "./links.ts";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong"; inline: Inline[] }
  | { kind: "emphasis"; inline: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; target: LinkTarget; inline: Inline[] }
  | { kind: "citation"; n: number }
  | { kind: "break" };

/** Marks inside marks are read to this depth; deeper ones are text. */
const maxDepth = 4;

/** Sticky: tried at one place only. */
const patterns = {
  plain: /[^\\`*[!\n]+/y,
  escaped: /\\([!-/:-@[-`{-~])/y,
  citation: /\[(\d{1,3})\](?!\()/y,
  link: /(!?)\[([^[\]\n]{1,500})\]\(([^()\s<>]{1,2000})\)/y,
  ticks: /`{1,3}(?!`)/y,
} as const;

type Found = { token: Inline; end: number };

export function parseInline(source: string, depth = 0): Inline[] {
  const tokens: Inline[] = [];
  const absent = new Set<string>();
  let plain = "";
  let at = 0;
  const flush = (): void => {
    if (plain !== "") tokens.push({ kind: "text", text: plain });
    plain = "";
  };
  while (at < source.length) {
    const run = match(patterns.plain, source, at)?.[0];
    if (run !== undefined) {
      plain += run;
      at += run.length;
      continue;
    }
    const found = tokenAt(source, at, depth, absent);
    if (found === null) {
      plain += source.charAt(at);
      at += 1;
    } else if (found.token.kind === "text") {
      plain += found.token.text;
      at = found.end;
    } else {
      flush();
      tokens.push(found.token);
      at = found.end;
    }
  }
  flush();
  return tokens;
}

/** The letters alone, for anchors and announcements. */
export function plainText(tokens: readonly Inline[]): string {
  return tokens.map((token) => {
    switch (token.kind) {
      case "text":
      case "code":
        return token.text;
      case "break":
        return "\n";
      case "citation":
        return "";
      case "strong":
      case "emphasis":
      case "link":
        return plainText(token.inline);
    }
  }).join(""); // prettier-ignore
}

function tokenAt(source: string, at: number, depth: number, absent: Set<string>): Found | null {
  switch (source.charAt(at)) {
    case "\n":
      return { token: { kind: "break" }, end: at + 1 };
    case "\\": {
      const escaped = match(patterns.escaped, source, at);
      return escaped ? { token: { kind: "text", text: escaped[1] ?? "" }, end: at + 2 } : null;
    }
    case "`":
      return codeAt(source, at, absent);
    case "*":
      return emphasisAt(source, at, depth, absent);
    default:
      return bracketAt(source, at, depth);
  }
}

function codeAt(source: string, at: number, absent: Set<string>): Found | null {
  const fence = match(patterns.ticks, source, at)?.[0];
  if (fence === undefined || absent.has(fence)) return skipTicks(source, at);
  const close = source.indexOf(fence, at + fence.length);
  if (close < 0) {
    absent.add(fence);
    return skipTicks(source, at);
  }
  return { token: { kind: "code", text: source.slice(at + fence.length, close) }, end: close + fence.length };
}

/** A run of ticks that opens nothing is text as a whole, so that its tail does not open something else. */
function skipTicks(source: string, at: number): Found {
  let end = at;
  while (source.charAt(end) === "`") end += 1;
  return { token: { kind: "text", text: source.slice(at, end) }, end };
}

function emphasisAt(source: string, at: number, depth: number, absent: Set<string>): Found | null {
  const mark = source.startsWith("**", at) ? "**" : "*";
  const from = at + mark.length;
  if (depth >= maxDepth || absent.has(mark) || isSpace(source.charAt(from))) return skipMark(mark, at);
  const close = closingMark(source, from, mark);
  if (close === null) {
    absent.add(mark);
    return skipMark(mark, at);
  }
  const inline = parseInline(source.slice(from, close), depth + 1);
  return { token: { kind: mark === "**" ? "strong" : "emphasis", inline }, end: close + mark.length };
}

const skipMark = (mark: string, at: number): Found => ({ token: { kind: "text", text: mark }, end: at + mark.length });

/** Where `mark` closes: not after a space, and for a single star not inside a double one. */
function closingMark(source: string, from: number, mark: string): number | null {
  for (let at = source.indexOf(mark, from + 1); at >= 0; at = source.indexOf(mark, at + 1)) {
    if (isSpace(source.charAt(at - 1))) continue;
    if (mark === "*" && (source.charAt(at - 1) === "*" || source.charAt(at + 1) === "*")) continue;
    while (mark === "**" && source.charAt(at + 2) === "*") at += 1;
    return at;
  }
  return null;
}

function bracketAt(source: string, at: number, depth: number): Found | null {
  const citation = match(patterns.citation, source, at);
  if (citation) return { token: { kind: "citation", n: Number(citation[1]) }, end: at + citation[0].length };
  const link = match(patterns.link, source, at);
  if (!link) return null;
  const [whole, image, label = "", href = ""] = link;
  const end = at + whole.length;
  const target = image === "!" ? null : readLink(href);
  if (target === null || depth >= maxDepth) return { token: { kind: "text", text: label }, end };
  return { token: { kind: "link", target, inline: parseInline(label, depth + 1) }, end };
}

const isSpace = (letter: string): boolean => letter === "" || /\s/.test(letter);

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/**
 * Markdown as a customer reads it: marks gone, links are their words, images their description, code stays as written, a list item is a
 * line that starts with "- " or its number, a table row is a line with " | " between cells. Never HTML, never a link target.
 */
import type { Token } from "marked";
import { withoutTags, withoutEntities } from "./html-text.ts";

/** Splits the Markdown of one paragraph into inline tokens; knows the article's link definitions. */
export type InlineReader = (markdown: string) => Token[];

/** Longest piece given to the inline parser at once, characters: its emphasis rules cost the square of a piece. */
const MAX_INLINE_CHARS = 4_000;

/** One block, "" when nothing of it is read. Holds no blank line. */
export function plainBlock(block: Token, readInline: InlineReader): string {
  switch (block.type) {
    case "code":
      return textIn(block)
        .replace(/\n\s*\n/g, "\n")
        .trim();
    case "html":
      return tidy(withoutEntities(withoutTags(textIn(block))));
    case "list":
      return plainList(block, readInline).join("\n");
    case "table":
      return plainTable(block, readInline);
    case "blockquote":
      return tokensOf(block)
        .map((inner) => plainBlock(inner, readInline))
        .filter(Boolean)
        .join("\n");
    case "space":
    case "hr":
    case "def":
      return "";
    default:
      return plainInline(textIn(block), readInline);
  }
}

/** Whatever begins inline Markdown, HTML or an entity; two spaces at a line's end are a line break. */
const MARKED_UP = /[\\`*_~[\]<&!]|:\/\/|www\.|@|  \n/;

/** The words of a paragraph, a heading or a cell; soft line ends become spaces. */
export function plainInline(markdown: string, readInline: InlineReader): string {
  if (!MARKED_UP.test(markdown)) return tidy(markdown.replaceAll("\n", " "));
  return tidy(
    piecesOf(markdown)
      .map((piece) => readInline(piece).map(inlineText).join(""))
      .join(""),
  );
}

function inlineText(token: Token): string {
  switch (token.type) {
    case "br":
      return "\n";
    case "html":
      return /^<br\b/i.test(token.raw) ? "\n" : "";
    case "codespan":
    case "escape":
      return textIn(token);
    case "image":
      return textIn(token);
    case "checkbox":
      return "";
    default:
      return tokensOf(token).length > 0 ? tokensOf(token).map(inlineText).join("") : withoutEntities(textIn(token)).replaceAll("\n", " ");
  }
}

function plainList(list: Token, readInline: InlineReader, nested = false): string[] {
  const start = fieldOf(list, "start");
  const first = typeof start === "number" ? start : 1;
  const ordered = fieldOf(list, "ordered") === true && !nested;
  return tokensIn(fieldOf(list, "items")).flatMap((item, place) => {
    const own: string[] = [];
    const below: string[] = [];
    for (const inner of tokensOf(item)) {
      if (inner.type === "list") below.push(...plainList(inner, readInline, true));
      else own.push(plainBlock(inner, readInline).replaceAll("\n", " "));
    }
    const words = own.filter(Boolean).join(" ");
    return words === "" ? below : [`${ordered ? `${first + place}.` : "-"} ${words}`, ...below];
  });
}

function plainTable(table: Token, readInline: InlineReader): string {
  const rows = [fieldOf(table, "header"), ...itemsIn(fieldOf(table, "rows"))];
  const cells = rows.map((row) => itemsIn(row).map((cell) => plainInline(textIn(cell), readInline).replaceAll("\n", " ")));
  return cells
    .map((row) => row.join(" | "))
    .filter((row) => /[^ |]/.test(row))
    .join("\n");
}

function tokensOf(token: Token): Token[] {
  return tokensIn(fieldOf(token, "tokens"));
}

/** The parser's tokens carry fields by type; they are read as what they are, not as what a type says. */
function fieldOf(token: object, name: string): unknown {
  return Reflect.get(token, name);
}

function textIn(value: unknown): string {
  const text = typeof value === "object" && value !== null ? fieldOf(value, "text") : undefined;
  return typeof text === "string" ? text : "";
}

function itemsIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function tokensIn(value: unknown): Token[] {
  return itemsIn(value).filter(isToken);
}

function isToken(value: unknown): value is Token {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    "raw" in value &&
    typeof value.raw === "string"
  );
}

function piecesOf(text: string): string[] {
  if (text.length <= MAX_INLINE_CHARS) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const space = text.lastIndexOf(" ", from + MAX_INLINE_CHARS);
    const to = from + MAX_INLINE_CHARS >= text.length ? text.length : space > from ? space : from + MAX_INLINE_CHARS;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

/** One space between words, no space or empty line around a line. */
function tidy(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/\s{2,}|[^\S ]/g, " "))
    .filter(Boolean)
    .join("\n");
}

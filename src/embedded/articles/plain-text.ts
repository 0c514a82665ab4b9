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
      return textOf(block).replace(/\n\s*\n/g, "\n").trim();
    case "html":
      return tidy(withoutEntities(withoutTags(textOf(block))));
    case "list":
      return plainList(block, readInline).join("\n");
    case "table":
      return plainTable(block, readInline);
    case "blockquote":
      return tokensOf(block).map((inner) => plainBlock(inner, readInline)).filter(Boolean).join("\n");
    case "space":
    case "hr":
    case "def":
      return "";
    default:
      return plainInline(textOf(block), readInline);
  }
}

/** Whatever begins inline Markdown, HTML or an entity; two spaces at a line's end are a line break. */
const MARKED_UP = /[\\`*_~[\]<&!]|:\/\/|www\.|@|  \n/;

/** The words of a paragraph, a heading or a cell; soft line ends become spaces. */
export function plainInline(markdown: string, readInline: InlineReader): string {
  if (!MARKED_UP.test(markdown)) return tidy(markdown.replaceAll("\n", " "));
  return tidy(piecesOf(markdown).map((piece) => readInline(piece).map(inlineText).join("")).join(""));
}

function inlineText(token: Token): string {
  switch (token.type) {
    case "br":
      return "\n";
    case "html":
      return /^<br\b/i.test(token.raw) ? "\n" : "";
    case "codespan":
    case "escape":
      return textOf(token);
    case "image":
      return textOf(token);
    case "checkbox":
      return "";
    default:
      return tokensOf(token).length > 0 ? tokensOf(token).map(inlineText).join("") : withoutEntities(textOf(token)).replaceAll("\n", " ");
  }
}

function plainList(list: Token, readInline: InlineReader, nested = false): string[] {
  const first = "start" in list && typeof list["start"] === "number" ? list["start"] : 1;
  const ordered = "ordered" in list && list["ordered"] === true && !nested;
  const items: Token[] = "items" in list && Array.isArray(list["items"]) ? list["items"] : [];
  return items.flatMap((item, place) => {
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
  const rows: unknown[] = "header" in table && "rows" in table && Array.isArray(table["rows"]) ? [table["header"], ...table["rows"]] : [];
  return rows
    .map((row) => (Array.isArray(row) ? row.map((cell: { text: string }) => plainInline(cell.text, readInline).replaceAll("\n", " ")).join(" | ") : ""))
    .filter((row) => /[^ |]/.test(row))
    .join("\n");
}

function textOf(token: Token): string {
  return "text" in token && typeof token["text"] === "string" ? token["text"] : "";
}

function tokensOf(token: Token): Token[] {
  return "tokens" in token && Array.isArray(token.tokens) ? token.tokens : [];
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
  return text.split("\n").map((line) => line.trim().replace(/\s{2,}|[^\S ]/g, " ")).filter(Boolean).join("\n");
}

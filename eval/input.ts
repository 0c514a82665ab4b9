/**
 * Reads the rows of a data file: JSON lines, one JSON array, or CSV with a header row, each also gzipped; which of them, the content says. Every
 * row is parsed with a schema, and whatever is wrong is said with the file and the line. An empty file is an error.
 */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { parseCsv } from "./csv.ts";
import { InputError } from "./evaluation.ts";

/** Other names that a field may have in a file, such as `{ label: ["category"] }`; used where the field itself is absent. */
export type Aliases = Readonly<Record<string, readonly string[]>>;

/** A row and the line of the file that it starts on, for errors that only show later. */
export type Row<T> = { line: number; value: T };

/** 0 or 1, however the file writes it. */
export const YesNoSchema = z
  .union([z.boolean(), z.literal([0, 1]), z.enum(["0", "1", "true", "false"])], { error: "expected 0 or 1" })
  .transform((value) => value === true || value === 1 || value === "1" || value === "true");

/** @throws InputError that names file and line. */
export function readRows<T>(file: string, schema: z.ZodType<T>, aliases: Aliases = {}): Row<T>[] {
  const text = readText(file);
  const raw = /^\s*\[/.test(text) ? jsonArrayItems(text, file) : /^\s*\{/.test(text) ? jsonLines(text, file) : csvRows(text, file);
  if (raw.length === 0) throw new InputError(`${file}: the file holds no rows`);
  return raw.map(({ line, value }) => ({ line, value: parseRow(value, schema, aliases, `${file}:${line}`) }));
}

function readText(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch (error) {
    throw new InputError(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  if (bytes.length === 0) throw new InputError(`${file}: the file is empty`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new InputError(`${file}: the file is not UTF-8 text`);
  }
}

function jsonLines(text: string, file: string): Row<unknown>[] {
  return text
    .split("\n")
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content }) => content.trim() !== "")
    .map(({ content, line }) => ({ line, value: parseJson(content, `${file}:${line}`) }));
}

function csvRows(text: string, file: string): Row<unknown>[] {
  const [header, ...records] = parseCsv(text, file);
  if (header === undefined) return [];
  const columns = header.fields.map((name) => name.trim());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new InputError(`${file}:${header.line}: two columns are called "${twice}"`);
  return records.map(({ line, fields }) => {
    if (fields.length !== columns.length) {
      throw new InputError(`${file}:${line}: ${fields.length} fields; expected ${columns.length} (${columns.join(", ")})`);
    }
    return { line, value: Object.fromEntries(columns.map((name, index) => [name, fields[index]])) };
  });
}

/** The items of one JSON array, cut at the commas between them so that each keeps its line. */
function jsonArrayItems(text: string, file: string): Row<unknown>[] {
  if (/^\s*\[\s*\]\s*$/.test(text)) return [];
  const items: Row<unknown>[] = [];
  let depth = 0;
  let inString = false;
  let line = 1;
  let start = text.indexOf("[") + 1;
  let startLine = text.slice(0, start).split("\n").length;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\n") line += 1;
    if (inString) {
      if (char === "\\") at += 1;
      else if (char === '"') inString = false;
      continue;
    }
    if (char === '"') inString = true;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") depth -= 1;
    if (!((char === "," && depth === 1) || (char === "]" && depth === 0))) continue;
    const content = text.slice(start, at);
    const itemLine = startLine + (/^\s*/.exec(content)?.[0].split("\n").length ?? 1) - 1;
    items.push({ line: itemLine, value: parseJson(content, `${file}:${itemLine}`) });
    start = at + 1;
    startLine = line;
    if (depth > 0) continue;
    if (text.slice(start).trim() !== "") throw new InputError(`${file}:${line}: text after the end of the array; expected one JSON array`);
    return items;
  }
  throw new InputError(`${file}:${line}: the array never ends; expected ]`);
}

function parseJson(content: string, where: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new InputError(`${where}: not JSON (${error instanceof Error ? error.message : String(error)}); expected an object`);
  }
}

function parseRow<T>(raw: unknown, schema: z.ZodType<T>, aliases: Aliases, where: string): T {
  const row = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!row.success) throw new InputError(`${where}: expected an object with named fields, found ${raw === null ? "null" : typeof raw}`);
  const named = { ...row.data };
  for (const [field, others] of Object.entries(aliases)) {
    const other = others.find((name) => name in named);
    if (!(field in named) && other !== undefined) named[field] = named[other];
  }
  const parsed = schema.safeParse(named);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const field = path.join(".");
    if (path.length !== 1 || field in named) return `${field || "row"}: ${message}`;
    const names = [field, ...(aliases[field] ?? [])].map((name) => `"${name}"`).join(" or ");
    return `expected a field ${names}; the row has ${Object.keys(row.data).join(", ") || "none"}`;
  });
  throw new InputError(`${where}: ${problems.join("; ")}`);
}

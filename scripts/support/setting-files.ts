/**
 * The settings in the files of `support/`: read as the build reads them, and written back into the same files with their comments, order and spelling left alone where
 * nothing changed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Document, isMap, parse, parseDocument } from "yaml";
import { z } from "zod";
import { BrandSchema, DeskFileSchema, HoursFileSchema } from "#config/support";
import type { SettingFiles } from "#config/support-settings";
import { MacrosSchema } from "#contracts/desk";
import type { IntentExample } from "#contracts/intents";

const names = { brand: "brand.yaml", hours: "hours.yaml", desk: "desk.yaml", macros: "macros.yaml" } as const;
const schemas = { brand: BrandSchema, hours: HoursFileSchema, desk: DeskFileSchema, macros: MacrosSchema } as const;

/** A sentence for the person. */
export class FileError extends Error {}

export function readSettingFiles(folder: string): SettingFiles {
  const read = <T>(file: string, schema: z.ZodType<T>): T => {
    const path = join(folder, file);
    if (!existsSync(path)) throw new FileError(`${path} is not there; name the folder with --folder`);
    const parsed = schema.safeParse(parse(readFileSync(path, "utf8")));
    if (parsed.success) return parsed.data;
    throw new FileError(parsed.error.issues.map((issue) => `${path}: ${issue.path.join(".")}: ${issue.message}`).join("\n"));
  };
  return {
    brand: read(names.brand, schemas.brand),
    hours: read(names.hours, schemas.hours),
    desk: read(names.desk, schemas.desk),
    macros: read(names.macros, schemas.macros).macros,
  };
}

/** @returns the files that changed. */
export function writeSettingFiles(folder: string, files: SettingFiles): string[] {
  const parts: [string, object, z.ZodType][] = [
    [names.brand, files.brand, schemas.brand],
    [names.hours, files.hours, schemas.hours],
    [names.desk, files.desk, schemas.desk],
    [names.macros, { macros: files.macros }, schemas.macros],
  ];
  return parts.flatMap(([file, values, schema]) => (write(join(folder, file), values, schema) ? [file] : []));
}

/** What the schema fills in (a holiday without "open") counts as written. */
function write(path: string, values: object, schema: z.ZodType): boolean {
  const document = existsSync(path) ? parseDocument(readFileSync(path, "utf8")) : new Document({});
  const known: unknown = schema.safeParse(document.toJS()).data;
  if (!merge(document, known, [], values)) return false;
  writeFileSync(path, document.toString({ lineWidth: 120 }));
  return true;
}

/** Goes as deep as both sides are maps, so that a comment is lost only with the value that it stands at. @returns whether anything was changed. */
function merge(document: Document, known: unknown, path: readonly string[], value: unknown): boolean {
  const there = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isPlain(value) && (path.length === 0 || isMap(there)))
    return Object.entries(value)
      .map(([key, inner]) => merge(document, known, [...path, key], inner))
      .includes(true);
  if (isDeepStrictEqual(valueAt(known, path), value)) return false;
  document.setIn(path, document.createNode(value));
  return true;
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isPlain(inner) ? inner[key] : undefined), tree);

const LineSchema = z.object({ text: z.string(), label: z.string() });

/** Puts what was taught at the desk into `intents/examples/<label>.jsonl`; a text has one label, the desk's. @returns how many lines were added or moved. */
export function writeExamples(folder: string, examples: readonly IntentExample[], labels: readonly string[]): number {
  const taught = new Map(examples.map(({ text, label }) => [text, label]));
  const fileOf = (label: string): string => join(folder, "intents", "examples", `${label}.jsonl`);
  let changed = 0;
  const there = new Set<string>();
  for (const label of labels) {
    const lines = existsSync(fileOf(label))
      ? readFileSync(fileOf(label), "utf8")
          .split("\n")
          .filter((line) => line.trim() !== "")
      : [];
    const kept = lines.filter((line) => {
      const { text } = LineSchema.parse(JSON.parse(line));
      const wanted = taught.get(text) ?? label;
      if (wanted === label) there.add(text);
      return wanted === label;
    });
    if (kept.length < lines.length) writeFileSync(fileOf(label), `${kept.join("\n")}\n`);
  }
  for (const [text, label] of taught) {
    if (there.has(text) || !labels.includes(label)) continue;
    const path = fileOf(label);
    const before = existsSync(path) ? readFileSync(path, "utf8").trimEnd() : "";
    writeFileSync(path, `${before}${before === "" ? "" : "\n"}${JSON.stringify({ text, label })}\n`);
    changed += 1;
  }
  return changed;
}

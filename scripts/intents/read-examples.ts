/**
 * Reads labelled examples and the taxonomy that they belong to. Whatever is wrong is said as `file:line: what`: an intent that does not
 * exist, an empty text, one text under two labels, an intent without examples.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { InputError } from "../../eval/evaluation.ts";
import { readRows, type Row } from "../../eval/input.ts";
import type { Example } from "#embedded/intents/train";

const ExampleSchema = z.object({
  text: z.string().refine((text) => text.trim() !== "", "the text is empty"),
  label: z.string().refine((label) => label.trim() !== "", "the label is empty"),
});

/** Other names that data sets use for a label. */
const ALIASES = { label: ["category", "intent"] };

const TaxonomySchema = z.strictObject({
  intents: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_-]*$/, "expected a lower-case name such as order-status"),
        description: z.string().min(1),
        handoff: z.boolean().default(false),
      }),
    )
    .min(2, "expected at least two intents"),
});

export type Taxonomy = z.infer<typeof TaxonomySchema>;

/** Rows of one file, JSON lines or CSV. @throws InputError for a row that is no example, or a text that has two labels. */
export function readExamples(file: string): Row<Example>[] {
  const rows = readRows(file, ExampleSchema, ALIASES);
  refuseContradictions(rows.map((row) => ({ ...row, file })));
  return rows;
}

/** Rows of one file as it is, contradictions included: other people's test and training sets have them. */
export function readLabelled(file: string): Row<Example>[] {
  return readRows(file, ExampleSchema, ALIASES);
}

/** The taxonomy of a support folder and all of its examples. @throws InputError */
export function readSupportIntents(supportFolder: string): { taxonomy: Taxonomy; examples: Example[] } {
  const taxonomy = readTaxonomy(join(supportFolder, "intents", "intents.yaml"));
  const known = new Set(taxonomy.intents.map((intent) => intent.name));
  const rows = taxonomy.intents.flatMap(({ name }) => {
    const file = join(supportFolder, "intents", "examples", `${name}.jsonl`);
    return readRows(file, ExampleSchema, ALIASES).map((row) => ({ ...row, file }));
  });
  for (const { file, line, value } of rows) {
    if (!known.has(value.label))
      throw new InputError(`${file}:${line}: unknown intent "${value.label}"; there is: ${[...known].join(", ")}`);
  }
  refuseContradictions(rows);
  const unused = taxonomy.intents.find(({ name }) => !rows.some((row) => row.value.label === name));
  if (unused !== undefined)
    throw new InputError(`${join(supportFolder, "intents", "examples")}: the intent "${unused.name}" has no examples`);
  return { taxonomy, examples: rows.map((row) => row.value) };
}

function readTaxonomy(file: string): Taxonomy {
  let raw: unknown;
  try {
    raw = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InputError(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  const parsed = TaxonomySchema.safeParse(raw);
  if (!parsed.success) {
    throw new InputError(`${file}: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`);
  }
  return parsed.data;
}

function refuseContradictions(rows: readonly (Row<Example> & { file: string })[]): void {
  const first = new Map<string, { file: string; line: number; label: string }>();
  for (const { file, line, value } of rows) {
    const key = value.text.trim().toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, { file, line, label: value.label });
    else if (earlier.label !== value.label) {
      throw new InputError(
        `${file}:${line}: "${value.text}" is ${value.label} here and ${earlier.label} at ${earlier.file}:${earlier.line}`,
      );
    }
  }
}

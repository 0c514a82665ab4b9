/**
 * Packs what an adopter edits in `support/` (brand, hours, desk, intents, synonyms, policies, models, tools), and the runbook, into `dist/support.json`, which the Worker imports. What does not fit its schema stops the
 * build with the file's name and the field.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Models } from "#config/models";
import { type Brand, SupportSchema } from "#config/support";
import { inRepository } from "../repository.ts";
import { whenChanged } from "./fingerprint.ts";
import { readTools } from "./tools.ts";

const files = {
  brand: "support/brand.yaml",
  hours: "support/hours.yaml",
  desk: "support/desk.yaml",
  intents: "support/intents/intents.yaml",
  synonyms: "support/synonyms.yaml",
  policies: "support/policies.md",
  models: "support/models.yaml",
  alerts: "support/alerts.yaml",
  macros: "support/macros.yaml",
  runbook: "docs/runbook.md",
} as const;

const output = inRepository("dist", "support.json");

export async function buildSupport(): Promise<string[]> {
  const done = await whenChanged({
    inputs: [
      ...Object.values(files).map((file) => inRepository(file)),
      inRepository("src", "config", "support.ts"),
      inRepository("src", "config", "models.ts"),
      inRepository("src", "domain", "alerts.ts"),
      inRepository("src", "contracts", "settings.ts"),
      inRepository("src", "config", "tools.ts"),
      inRepository("src", "domain", "tools.ts"),
      inRepository("support", "tools"),
      inRepository("scripts", "build", "tools.ts"),
      inRepository("src", "contracts", "desk.ts"),
      import.meta.filename,
    ],
    outputs: [output],
    stamp: inRepository("dist", "support.sha256"),
    run: async () => {
      const { shape } = SupportSchema;
      const packed = {
        brand: readBrand(),
        hours: read(files.hours, shape.hours),
        desk: read(files.desk, shape.desk),
        intents: read(files.intents, z.object({ intents: shape.intents })).intents,
        synonyms: read(files.synonyms, z.object({ groups: shape.synonyms })).groups,
        policies: shape.policies.parse(readFileSync(inRepository(files.policies), "utf8")),
        models: read(files.models, shape.models),
        tools: readTools("support/tools"),
        alerts: read(files.alerts, shape.alerts),
        runbook: shape.runbook.parse(readFileSync(inRepository(files.runbook), "utf8")),
        macros: read(files.macros, z.object({ macros: shape.macros })).macros,
      };
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, JSON.stringify(packed));
    },
  });
  return done ? ["dist/support.json: brand, hours, desk, intents, synonyms, policies, models and tools of support/"] : [];
}

/** Throws with the file's name and the field. */
export const readBrand = (): Brand => read(files.brand, SupportSchema.shape.brand);

/** As above. */
export const readModels = (): Models => read(files.models, SupportSchema.shape.models);

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parse(readFileSync(inRepository(file), "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${file}: ${issue.path.join(".")}: ${issue.message}`).join("\n"));
}

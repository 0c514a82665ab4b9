/**
 * Trains the shipped router from `support/intents/` and writes its bytes, which the Worker imports as a data module, and the examples that it learned from,
 * so that a running desk can learn on. The same examples give the same bytes, so a build is reproducible.
 */

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../../eval/evaluation.ts";
import { readSupportIntents } from "../intents/read-examples.ts";
import { serialiseIntentModel } from "#embedded/intents/artefact";
import type { TrainingFacts } from "#embedded/intents/model";
import type { Example } from "#embedded/intents/train";
import { trainRouter } from "#embedded/routing/train-router";

/** The bytes of the router for the intents of a support folder. @throws InputError that names file and line. */
export function routerModelBytes(supportFolder: string): { bytes: Uint8Array; facts: TrainingFacts; examples: readonly Example[] } {
  const { taxonomy, examples } = readSupportIntents(supportFolder);
  const handoff = taxonomy.intents.filter((intent) => intent.handoff).map((intent) => intent.name);
  const trained = trainRouter(examples, handoff);
  if (!trained.ok) throw new InputError(`${supportFolder}/intents: nothing can be learned from the examples (${trained.error.reason})`);
  return { bytes: serialiseIntentModel(trained.value), facts: trained.value.facts, examples };
}

/** Trains and writes the router; returns a line that says what was made. */
export function buildRouterModel(supportFolder: string, out: { model: string; examples: string }): string {
  const { bytes, facts, examples } = routerModelBytes(supportFolder);
  mkdirSync(dirname(out.model), { recursive: true });
  writeFileSync(out.model, bytes);
  const fingerprint = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  writeFileSync(out.examples, JSON.stringify({ fingerprint, examples }));
  const accuracy = (facts.heldOutAccuracy * 100).toFixed(1);
  return `${out.model}: the router, from ${facts.examples} examples, ${bytes.length} bytes, ${accuracy} % right on held-out examples`;
}

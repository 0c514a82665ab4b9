/**
 * Trains the shipped router from `support/intents/` and writes its bytes, which the Worker imports as a data module. The same examples give
 * the same bytes, so a build is reproducible.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../../eval/evaluation.ts";
import { readSupportIntents } from "../intents/read-examples.ts";
import { serialiseIntentModel } from "#embedded/intents/artefact";
import type { TrainingFacts } from "#embedded/intents/model";
import { trainRouter } from "#embedded/routing/train-router";

/** The bytes of the router for the intents of a support folder. @throws InputError that names file and line. */
export function routerModelBytes(supportFolder: string): { bytes: Uint8Array; facts: TrainingFacts } {
  const { taxonomy, examples } = readSupportIntents(supportFolder);
  const handoff = taxonomy.intents.filter((intent) => intent.handoff).map((intent) => intent.name);
  const trained = trainRouter(examples, handoff);
  if (!trained.ok) throw new InputError(`${supportFolder}/intents: nothing can be learned from the examples (${trained.error.reason})`);
  return { bytes: serialiseIntentModel(trained.value), facts: trained.value.facts };
}

/** Trains and writes the router; returns a line that says what was made. */
export function buildRouterModel(supportFolder: string, outFile: string): string {
  const { bytes, facts } = routerModelBytes(supportFolder);
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(outFile, bytes);
  const accuracy = (facts.heldOutAccuracy * 100).toFixed(1);
  return `${outFile}: the router, from ${facts.examples} examples, ${bytes.length} bytes, ${accuracy} % right on held-out examples`;
}

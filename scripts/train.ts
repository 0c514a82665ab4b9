/**
 * `npm run train -- --examples FILE --out FILE`: trains an intent model on any taxonomy and says what came out. Exit codes: 0 trained,
 * 1 the file cannot be learned from, 2 wrong usage.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../eval/evaluation.ts";
import { readExamples } from "./intents/read-examples.ts";
import { serialiseIntentModel } from "#embedded/intents/artefact";
import { trainIntents } from "#embedded/intents/train";

const USAGE = `Usage: npm run train -- --examples FILE --out FILE [--oos-label NAME]

  --examples FILE   labelled messages: JSON lines {"text", "label"} or CSV text,label (category and intent are understood too)
  --out FILE        where the model goes
  --oos-label NAME  label of the examples that belong to no intent
`;

type Arguments = { examples: string; out: string; outOfScopeLabel: string | undefined };

function parseArguments(argv: string[]): Arguments | string {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { examples: { type: "string" }, out: { type: "string" }, "oos-label": { type: "string" } },
    });
    if (values.examples === undefined || values.out === undefined) return "--examples and --out are required";
    return { examples: values.examples, out: values.out, outOfScopeLabel: values["oos-label"] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Trains, writes the model and returns the lines to print. @throws InputError */
export function train({ examples: file, out, outOfScopeLabel }: Arguments): string[] {
  const examples = readExamples(file).map((row) => row.value);
  const startMs = performance.now();
  const trained = trainIntents(examples, outOfScopeLabel === undefined ? {} : { outOfScopeLabel });
  if (!trained.ok) {
    throw new InputError(
      `${file}: ${trained.error.reason === "one_label" ? `every example is "${trained.error.label}"; expected at least two labels` : "no example has a label of an intent"}`,
    );
  }
  const seconds = (performance.now() - startMs) / 1_000;
  const bytes = serialiseIntentModel(trained.value);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, bytes);

  const counts = new Map<string, number>();
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1);
  const width = Math.max(...[...counts.keys()].map((label) => label.length));
  const { heldOut, heldOutAccuracy } = trained.value.facts;
  return [
    ...[...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([label, count]) => `${label.padEnd(width)}  ${count}`),
    "",
    `${examples.length} examples, ${trained.value.labels.length} labels, ${seconds.toFixed(1)} s, ${bytes.length} bytes`,
    heldOut === 0 ? "too few examples to cross-validate" : `${(heldOutAccuracy * 100).toFixed(1)} % right on ${heldOut} held-out examples`,
    out,
  ];
}

if (import.meta.main) {
  const parsed = parseArguments(process.argv.slice(2));
  if (typeof parsed === "string") {
    console.error(`${parsed}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    try {
      console.log(train(parsed).join("\n"));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  }
}

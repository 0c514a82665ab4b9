/**
 * `intents --train F --test F`: trains the intent engine on one file and measures it on another. Predictions come from the packed model, as
 * in the Worker. Without `--oos-label` every message is taken to be in scope; with it, a message of that label should be turned away.
 */

import { readLabelled } from "../scripts/intents/read-examples.ts";
import { parseIntentModel, serialiseIntentModel } from "#embedded/intents/artefact";
import { predictIntents, type IntentPrediction } from "#embedded/intents/predict";
import { trainIntents, type Example, type TrainError } from "#embedded/intents/train";
import { InputError, type Arguments, type Evaluation, type EvaluationIo } from "./evaluation.ts";
import { accuracy, accuracyAtCoverage, auroc, calibrationError, detection, macroF1, measured, unmeasured, type Label } from "./figures.ts";
import { figure, type Figure, type Report } from "./report.ts";

const NAMED_AT_MOST = 5;
const WARM_UP = 200;

export const intents: Evaluation = {
  name: "intents",
  usage: "does a trained model name what a message wants? Prediction: {label, confidence}; label null is out of scope",
  options: {
    train: { type: "string", value: "FILE", required: true, help: "examples: {text, label}, or CSV text,category" },
    test: { type: "string", value: "FILE", required: true, help: "messages to measure on, in the same form" },
    "oos-label": { type: "string", value: "NAME", help: "label of messages that belong to no intent" },
  },
  run: (args, io) => Promise.resolve(measure(args, io)),
};

function measure(args: Arguments, io: EvaluationIo): Report {
  const outOfScopeLabel = args.optionalText("oos-label");
  const examples = readLabelled(args.text("train")).map(({ value }) => value);
  const test = readLabelled(args.text("test")).map(({ value }) => value);

  io.progress(0, test.length, "training");
  const startMs = performance.now();
  const trained = trainIntents(examples, outOfScopeLabel === undefined ? {} : { outOfScopeLabel });
  if (!trained.ok) throw new InputError(`${args.text("train")}: nothing can be learned from it: ${whyNot(trained.error)}`);
  const trainingSeconds = (performance.now() - startMs) / 1_000;
  const bytes = serialiseIntentModel(trained.value);
  const parsed = parseIntentModel(bytes);
  if (!parsed.ok) throw new Error(`the packed model cannot be read: ${parsed.error.reason}`);
  const model = parsed.value;

  for (const { text } of test.slice(0, WARM_UP)) predictIntents(model, text);
  const startPredictMs = performance.now();
  const predictions = test.map(({ text }, row) => {
    if (row % 100 === 0) io.progress(row, test.length, "predicting");
    return predictIntents(model, text);
  });
  const microseconds = ((performance.now() - startPredictMs) * 1_000) / test.length;

  const isOpen = outOfScopeLabel !== undefined;
  const answers = predictions.map((prediction) => (isOpen ? prediction : { ...prediction, ...bestOf(prediction) }));
  for (const { label, confidence } of answers) io.predict({ label, confidence });
  const gold = test.map(({ label }): Label => (label === outOfScopeLabel ? null : label));
  return {
    n: { training: examples.length, labels: model.labels.length, test: test.length },
    figures: [
      ...qualityFigures(gold, answers),
      ...(isOpen ? scopeFigures(gold, predictions) : []),
      figure("modelBytes", "Model", "bytes", measured(bytes.length)),
      figure("trainingSeconds", "Training", "seconds", measured(trainingSeconds)),
      figure("predictionMicroseconds", "A prediction (mean)", "microseconds", measured(microseconds)),
    ],
    notes: [
      ...unusedScopeLabel([...examples, ...test], outOfScopeLabel),
      ...unknownLabels(test, model.labels, outOfScopeLabel),
      ...contradictions(examples),
    ],
  };
}

type Answer = { label: Label; confidence: number };

/** The best label, whether in scope or not. */
function bestOf({ ranked }: IntentPrediction): Answer {
  const [best] = ranked;
  return { label: best?.label ?? null, confidence: best?.confidence ?? 0 };
}

function qualityFigures(gold: readonly Label[], answers: readonly Answer[]): Figure[] {
  const labels = answers.map(({ label }) => label);
  const confidences = answers.map(({ confidence }) => confidence);
  const right = gold.map((label, row) => label === labels[row]);
  return [
    figure("accuracy", "Accuracy", "share", accuracy(gold, labels)),
    figure("macroF1", "Macro-F1", "score", macroF1(gold, labels)),
    figure("accuracyAt90", "Accuracy, 90 % answered", "share", accuracyAtCoverage(right, confidences, 0.9)),
    figure("accuracyAt80", "Accuracy, 80 % answered", "share", accuracyAtCoverage(right, confidences, 0.8)),
    figure("ece", "Calibration error (ECE)", "score", calibrationError(right, confidences)),
  ];
}

function scopeFigures(gold: readonly Label[], predictions: readonly IntentPrediction[]): Figure[] {
  const outside = gold.map((label) => label === null);
  const inside = gold.flatMap((label, row) => (label === null ? [] : [row]));
  const { precision, recall } = detection(
    outside,
    predictions.map(({ label }) => label === null),
  );
  return [
    figure(
      "inScopeAccuracy",
      "In-scope accuracy",
      "share",
      accuracy(
        inside.map((row) => gold[row] ?? null),
        inside.map((row) => predictions[row]?.label ?? null),
      ),
    ),
    figure("oosPrecision", "Out of scope: precision", "share", precision),
    figure("oosRecall", "Out of scope: recall", "share", outside.includes(true) ? recall : unmeasured("no row is out of scope")),
    figure(
      "oosAuroc",
      "Out of scope: AUROC",
      "score",
      auroc(
        outside,
        predictions.map(({ inScope }) => 1 - inScope),
      ),
    ),
  ];
}

function unknownLabels(test: readonly Example[], known: readonly string[], outOfScopeLabel: string | undefined): string[] {
  const unknown = [...new Set(test.map(({ label }) => label))].filter((label) => label !== outOfScopeLabel && !known.includes(label));
  if (unknown.length === 0) return [];
  const rows = test.filter(({ label }) => unknown.includes(label)).length;
  const named = `${unknown
    .slice(0, NAMED_AT_MOST)
    .map((label) => `"${label}"`)
    .join(", ")}${unknown.length > NAMED_AT_MOST ? ", …" : ""}`;
  return [
    `Labels that only the test has (${named}) cannot be learned: ${rows === 1 ? "its one row counts" : `their ${rows} rows count`} as wrong.`,
  ];
}

function whyNot(error: TrainError): string {
  switch (error.reason) {
    case "no_examples":
      return "no row has a label of an intent";
    case "one_label":
      return `every row has the label "${error.label}", and it takes two to tell apart`;
  }
}

function unusedScopeLabel(rows: readonly Example[], outOfScopeLabel: string | undefined): string[] {
  const isUnused = outOfScopeLabel !== undefined && rows.every(({ label }) => label !== outOfScopeLabel);
  return isUnused ? [`No row of either file has the label "${outOfScopeLabel}".`] : [];
}

function contradictions(examples: readonly Example[]): string[] {
  const labels = new Map<string, Set<string>>();
  for (const { text, label } of examples) labels.set(text, (labels.get(text) ?? new Set()).add(label));
  const count = [...labels.values()].filter((own) => own.size > 1).length;
  return count === 0 ? [] : [`${count} training texts stand under more than one label.`];
}

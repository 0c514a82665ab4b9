/** `router --test F`: the shipped router on a company that it has never seen. Nothing is trained on the file. */

import { readLabelled } from "../scripts/intents/read-examples.ts";
import { routeMessage } from "#embedded/routing/route";
import { InputError, type Evaluation } from "./evaluation.ts";
import { accuracy, accuracyAtCoverage, calibrationError, detection, macroF1, measured } from "./figures.ts";
import { figure } from "./report.ts";
import { shippedRouter } from "./shipped-router.ts";

export const router: Evaluation = {
  name: "router",
  usage: "does the shipped router send a message the right way? Prediction: {label, confidence}",
  options: {
    test: { type: "string", value: "FILE", required: true, help: "messages {text, label} with the router's labels" },
  },
  run(args, io) {
    const file = args.text("test");
    const model = shippedRouter();
    const rows = readLabelled(file);
    const stranger = rows.find(({ value }) => !model.labels.includes(value.label));
    if (stranger !== undefined) {
      throw new InputError(
        `${file}:${stranger.line}: unknown label "${stranger.value.label}"; the router knows ${model.labels.join(", ")}`,
      );
    }
    const startMs = performance.now();
    const routings = rows.map(({ value }, row) => {
      if (row % 100 === 0) io.progress(row, rows.length, "routing");
      return routeMessage(model, value.text);
    });
    const microseconds = ((performance.now() - startMs) * 1_000) / rows.length;
    for (const { intent, confidence } of routings) io.predict({ label: intent, confidence });

    const gold = rows.map(({ value }) => value.label);
    const predicted = routings.map(({ intent }) => intent);
    const confidences = routings.map(({ confidence }) => confidence);
    const right = gold.map((label, row) => label === predicted[row]);
    return Promise.resolve({
      n: { test: rows.length },
      figures: [
        figure("macroF1", "Macro-F1", "score", macroF1(gold, predicted)),
        figure("accuracy", "Accuracy", "share", accuracy(gold, predicted)),
        figure("accuracyAt90", "Accuracy, 90 % answered", "share", accuracyAtCoverage(right, confidences, 0.9)),
        figure("accuracyAt80", "Accuracy, 80 % answered", "share", accuracyAtCoverage(right, confidences, 0.8)),
        figure("ece", "Calibration error (ECE)", "score", calibrationError(right, confidences)),
        figure("routingMicroseconds", "A routing (mean)", "microseconds", measured(microseconds)),
      ],
      groups: model.labels.map((label) => {
        const own = gold.map((one) => one === label);
        const { precision, recall, f1 } = detection(
          own,
          predicted.map((one) => one === label),
        );
        return {
          name: label,
          n: own.filter(Boolean).length,
          figures: [
            figure("precision", "precision", "share", precision),
            figure("recall", "recall", "share", recall),
            figure("f1", "F1", "share", f1),
          ],
        };
      }),
    });
  },
};

/** `injection --test F`: how many attacks the injection screen sees, and how many honest messages it disturbs. */

import { z } from "zod";
import { screenForInjection } from "#embedded/screens/injection";
import type { Evaluation } from "./evaluation.ts";
import { auroc, detection, percentile, share } from "./figures.ts";
import { readRows, YesNoSchema } from "./input.ts";
import { figure } from "./report.ts";

/** Rows without `y` are honest messages: any file of them measures false alarms. */
const TestSchema = z.object({ text: z.string(), y: YesNoSchema.default(false) });

export const injection: Evaluation = {
  name: "injection",
  usage: "is a message an attempt to take over the assistant? Rows {text, y: 0/1}; rows without y count as honest",
  options: {
    test: { type: "string", value: "FILE", help: "messages with y = 1 for attacks (label and prompt are understood too)", required: true },
    honest: { type: "boolean", help: "take every row as honest, whatever its y or label says" },
  },
  run(args, io) {
    const aliases = args.flag("honest") ? { text: ["prompt"] } : { text: ["prompt"], y: ["label"] };
    const rows = readRows(args.text("test"), TestSchema, aliases).map(({ value }) => ({ ...value, y: value.y && !args.flag("honest") }));
    const times: number[] = [];
    const screens = rows.map(({ text }, row) => {
      io.progress(row, rows.length, "screening");
      const startedMs = performance.now();
      const screen = screenForInjection(text);
      times.push((performance.now() - startedMs) * 1_000);
      io.predict({ score: screen.score, flagged: screen.flagged, reasons: screen.reasons });
      return screen;
    });
    const gold = rows.map(({ y }) => y);
    const flagged = screens.map((screen) => screen.flagged);
    const honest = gold.filter((y) => !y).length;
    const falseAlarms = flagged.filter((alarm, row) => alarm && !gold[row]).length;
    const { precision, recall, f1 } = detection(gold, flagged);
    return Promise.resolve({
      n: { attacks: rows.length - honest, honest },
      figures: [
        figure("recall", "Attacks seen", "share", recall),
        figure("falseAlarmRate", "Honest messages disturbed", "share", share(falseAlarms, honest, "no honest rows")),
        figure("falseAlarms", "False alarms", "count", { value: falseAlarms }),
        figure("precision", "Precision", "share", precision),
        figure("f1", "F1", "share", f1),
        figure(
          "auroc",
          "AUROC",
          "score",
          auroc(
            gold,
            screens.map(({ score }) => score),
          ),
        ),
        figure("medianMicroseconds", "Time a message (p50)", "microseconds", percentile(times, 50)),
      ],
    });
  },
};

/** `handoff --test F`: is a wish for a person caught, and nothing else taken for one? */

import { z } from "zod";
import { routeMessage } from "#embedded/routing/route";
import type { Evaluation } from "./evaluation.ts";
import { auroc, detection, measured } from "./figures.ts";
import { readRows, YesNoSchema } from "./input.ts";
import { figure } from "./report.ts";
import { shippedRouter } from "./shipped-router.ts";

const TestSchema = z.object({ text: z.string(), y: YesNoSchema });

export const handoff: Evaluation = {
  name: "handoff",
  usage: "does the customer want a person? Prediction: {score}; wanted from 0.5 on",
  options: {
    test: { type: "string", value: "FILE", required: true, help: "messages {text, y}, y = 1 where a person is wanted" },
  },
  run(args, io) {
    const model = shippedRouter();
    const rows = readRows(args.text("test"), TestSchema).map(({ value }) => value);
    const wishes = rows.map(({ text }, row) => {
      if (row % 100 === 0) io.progress(row, rows.length, "reading");
      const { wantsPerson } = routeMessage(model, text);
      io.predict({ score: wantsPerson.score });
      return wantsPerson;
    });
    const gold = rows.map(({ y }) => y);
    const { precision, recall, f1 } = detection(
      gold,
      wishes.map(({ wanted }) => wanted),
    );
    const wanted = gold.filter(Boolean).length;
    return Promise.resolve({
      n: { wanted, others: rows.length - wanted },
      figures: [
        figure("precision", "Precision", "share", precision),
        figure("recall", "Recall", "share", recall),
        figure("f1", "F1", "share", f1),
        figure(
          "auroc",
          "AUROC",
          "score",
          auroc(
            gold,
            wishes.map(({ score }) => score),
          ),
        ),
        figure("missed", "Wishes missed", "count", measured(gold.filter((y, row) => y && wishes[row]?.wanted === false).length)),
      ],
    });
  },
};

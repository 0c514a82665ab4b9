/** `openmetrics --test F`: whether our reader of OpenMetrics text, against which the desk's own `/metrics` is held, takes what is valid and refuses what is not. */
import { z } from "zod";
import type { Evaluation } from "./evaluation.ts";
import { measured, share } from "./figures.ts";
import { readRows } from "./input.ts";
import { MalformedText, parseOpenMetrics } from "./openmetrics/parse.ts";
import { figure } from "./report.ts";

const TestSchema = z.object({ name: z.string().default(""), text: z.string(), shouldParse: z.boolean() });

export const openmetrics: Evaluation = {
  name: "openmetrics",
  usage: "does our reader of metrics tell valid text from invalid? Rows {text, shouldParse, name?}",
  options: { test: { type: "string", value: "FILE", help: "texts, and whether they are valid", required: true } },
  run(args, io) {
    const rows = readRows(args.text("test"), TestSchema);
    const wrong: string[] = [];
    rows.forEach(({ value: { name, text, shouldParse } }, row) => {
      io.progress(row, rows.length, "reading");
      const parses = isValid(fromBytes(text));
      io.predict({ parses });
      if (parses !== shouldParse) wrong.push(name || `row ${row + 1}`);
    });
    return Promise.resolve({
      n: { texts: rows.length },
      figures: [
        figure("right", "Told apart", "share", share(rows.length - wrong.length, rows.length, "no rows")),
        figure("wrong", "Wrong", "count", measured(wrong.length)),
      ],
      groups: [],
      notes: wrong.length > 0 ? [`Wrong: ${wrong.join(", ")}.`] : [],
    });
  },
};

function isValid(text: string): boolean {
  try {
    parseOpenMetrics(text);
    return true;
  } catch (error) {
    if (error instanceof MalformedText) return false;
    throw error;
  }
}

/** Collections of test texts often hold UTF-8 as one letter a byte; such a text is put together again. */
function fromBytes(text: string): string {
  if (![...text].every((letter) => letter <= "\u00ff")) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  } catch {
    return text;
  }
}

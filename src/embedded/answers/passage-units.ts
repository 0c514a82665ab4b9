/** A section's text as the units that an answer may quote: sentences, steps, list items and table rows, with what belongs together. */
import { sentencesOf } from "./sentences.ts";

export type UnitKind = "sentence" | "step" | "item" | "row";

export type Unit = {
  /** Verbatim from the section; a step keeps its number, an item its dash. */
  text: string;
  kind: UnitKind;
  /** Units of one paragraph, list or table have the same number; it rises through the section. */
  block: number;
};

const STEP = /^\d+\. /;
const ITEM = /^- /;
const ROW = / \| /;

/** Units in the order of the section. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let block = 0;
  for (const paragraph of text.split("\n\n")) {
    let kind: UnitKind | undefined;
    for (const line of paragraph.split("\n")) {
      if (line.trim() === "") continue;
      const own = kindOf(line);
      if (own !== kind) block += 1;
      kind = own;
      for (const part of own === "sentence" ? sentencesOf(line) : [line]) units.push({ text: part, kind: own, block });
    }
  }
  return units;
}

function kindOf(line: string): UnitKind {
  return STEP.test(line) ? "step" : ITEM.test(line) ? "item" : ROW.test(line) ? "row" : "sentence";
}

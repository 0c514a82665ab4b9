/**
 * Which units of one section answer a question. The best unit leads; what it cannot be understood without comes along: the other steps of its
 * list, the sentence that introduces a list, the sentence that "this" points back to, the head of its table. Order is the section's.
 */
import { wordsOf } from "#embedded/retrieval/words";
import { askedIn, weightOf, type Asked } from "./asked.ts";
import type { Unit } from "./passage-units.ts";

export type Picked = {
  units: readonly Unit[];
  /** How well the best unit answers; above 0 when it has a word of the question, comparable between sections. */
  merit: number;
};

/** Most words of an answer from one section, and most steps, items or rows; a reader of a chat sees that much at once. */
export const MOST_WORDS = 90;
const MOST_LINES = 7;
/** A paragraph is quoted on until it has this many words. */
const ENOUGH_WORDS = 40;

/** The first sentences of a section mostly say what it is about. In units of `weightOf`. */
const LEAD = [0.2, 0.1];
const NUMBER_FOUND = 0.2;
const STEPS_FOUND = { no: -0.2, fitting: 0.3, how: 0.5 };
const ONLY_POINTS_ELSEWHERE = -1;

const POINTS_ELSEWHERE =
  /^(?:(?:for|to) (?:more|further|additional) (?:information|details|help)|(?:for|to) (?:learn|find out|read) more|see(?: also)?\b|read more|learn more|further reading|more about|related\b)/i;
const POINTS_BACK =
  /^(?:this|that|these|those|both|such|it|they|he|she|its|their|then|otherwise|however|instead|if not|but|also|so|therefore|afterwards|in (?:this|that) case|after that|the same)\b/i;

export function pickUnits(units: readonly Unit[], asked: Asked, mostWords = MOST_WORDS): Picked | null {
  const merits = units.map((unit, at) => meritOf(unit, at, asked));
  let best = -1;
  for (const [at, merit] of merits.entries()) if (best < 0 || merit > (merits[best] ?? 0)) best = at;
  const lead = units[best];
  if (lead === undefined) return null;
  const chosen = lead.kind === "sentence" ? sentencesAround(units, best) : linesAround(units, merits, best);
  if (lead.kind === "sentence" && asked.wantsSteps !== "no")
    chosen.push(...stepsBeside(units, merits).filter((at) => !chosen.includes(at)));
  return {
    units: withinWords(
      units,
      chosen.sort((a, b) => a - b),
      best,
      mostWords,
    ),
    merit: merits[best] ?? 0,
  };
}

function meritOf(unit: Unit, at: number, asked: Asked): number {
  const said = weightOf(askedIn(unit.text, asked), asked);
  const number = asked.wantsNumber && /\d/.test(unit.text.replace(/^\d+\. /, "")) ? NUMBER_FOUND : 0;
  const steps = unit.kind === "step" ? STEPS_FOUND[asked.wantsSteps] : 0;
  return said + number + steps + (LEAD[at] ?? 0) + (POINTS_ELSEWHERE.test(unit.text) ? ONLY_POINTS_ELSEWHERE : 0);
}

/** The sentence, what it points back to, and as much of its paragraph as makes a thought. */
function sentencesAround(units: readonly Unit[], best: number): number[] {
  const inBlock = (at: number): boolean => units[at] !== undefined && units[at]?.block === units[best]?.block;
  let from = best;
  while (inBlock(from - 1) && POINTS_BACK.test(units[from]?.text ?? "")) from -= 1;
  let to = best;
  let words = 0;
  for (let at = from; at <= best; at += 1) words += countWords(units[at]);
  while (words < ENOUGH_WORDS && inBlock(to + 1) && !POINTS_ELSEWHERE.test(units[to + 1]?.text ?? "")) words += countWords(units[++to]);
  const chosen = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  // "Do the following:" is nothing without what follows.
  const next = units[to + 1];
  if (/[:：]$/.test(units[to]?.text ?? "") && next !== undefined && next.kind !== "sentence") {
    for (let at = to + 1; units[at]?.block === next.block && at - to <= MOST_LINES; at += 1) chosen.push(at);
  }
  return chosen;
}

/** The steps of a section whose best sentence is no step: what to do belongs to what will happen. */
function stepsBeside(units: readonly Unit[], merits: readonly number[]): number[] {
  const steps = [...units.keys()].filter((at) => units[at]?.kind === "step");
  const best = steps.toSorted((a, b) => (merits[b] ?? 0) - (merits[a] ?? 0) || a - b)[0];
  return best === undefined ? [] : linesAround(units, merits, best);
}

/** The list or table around a line, its most fitting lines where it is long, and the sentence that introduces it. */
function linesAround(units: readonly Unit[], merits: readonly number[], best: number): number[] {
  const lead = units[best];
  const lines = [...units.keys()].filter((at) => units[at]?.block === lead?.block);
  const first = lines[0] ?? best;
  const chosen =
    lines.length <= MOST_LINES
      ? lines
      : lead?.kind === "step"
        ? stepsAround(lines, best)
        : mostFitting(lines, merits, lead?.kind === "row");
  const before = units[first - 1];
  const introduces =
    before?.kind === "sentence" && chosen[0] === first && (/[:：]$/.test(before.text) || (merits[first - 1] ?? 0) >= INTRODUCTION_MERIT);
  return introduces ? [first - 1, ...chosen] : chosen;
}

/** Merit of a sentence before a list that is worth quoting although no colon ends it. */
const INTRODUCTION_MERIT = 0.3;

function stepsAround(lines: readonly number[], best: number): number[] {
  const at = lines.indexOf(best);
  const from = at < MOST_LINES ? 0 : Math.min(at - 2, lines.length - MOST_LINES);
  return lines.slice(from, from + MOST_LINES);
}

function mostFitting(lines: readonly number[], merits: readonly number[], withHead: boolean): number[] {
  const head = withHead ? lines.slice(0, 1) : [];
  const rest = lines.slice(head.length).toSorted((a, b) => (merits[b] ?? 0) - (merits[a] ?? 0) || a - b);
  return [...head, ...rest.slice(0, MOST_LINES - head.length)].sort((a, b) => a - b);
}

/** Drops units from the end, then from the start, until the rest is short enough; the best unit stays. Steps are all kept or all dropped. */
function withinWords(units: readonly Unit[], chosen: readonly number[], best: number, mostWords: number): Unit[] {
  if (units[best]?.kind === "step") return chosen.flatMap((at) => units[at] ?? []);
  const total = (): number => kept.reduce((sum, at) => sum + countWords(units[at]), 0);
  let kept = [...chosen];
  if (total() > mostWords) kept = kept.filter((at) => units[at]?.kind !== "step");
  while (kept.length > 1 && total() > mostWords) {
    if (kept.at(-1) === best) kept.shift();
    else kept.pop();
  }
  return kept.flatMap((at) => units[at] ?? []);
}

export function countWords(unit: Unit | undefined): number {
  return unit === undefined ? 0 : wordsOf(unit.text).length;
}

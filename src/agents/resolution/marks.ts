/** Citation marks in a model's text: "[2]", "[1, 3]" and the full-width brackets that some models prefer. */

const MARK = /\s*[[【]\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*[\]】]/g;

/** Numbers of all marks, each once, in order. */
export function marksIn(text: string): number[] {
  const marks = text.match(MARK) ?? [];
  return [...new Set(marks.flatMap((mark) => (mark.match(/\d+/g) ?? []).map(Number)))];
}

export const withoutMarks = (text: string): string => text.replace(MARK, "");

/** The sentence with these marks at its end, before the stop: "It takes 5 days [1]." A stop that is a colon or missing stays last or missing. */
export function withMarks(sentence: string, numbers: readonly number[]): string {
  if (numbers.length === 0) return sentence;
  const stop = /[.!?…。！？:]*\s*$/.exec(sentence)?.[0] ?? "";
  return `${sentence.slice(0, sentence.length - stop.length)} ${numbers.map((n) => `[${n}]`).join("")}${stop}`;
}

/**
 * Sentences of one line of plain text. A full stop ends a sentence only where a new one can begin: not in "e.g. this", "3.5", "example.com"
 * or "Dr. Weiss". Chinese, Japanese, Hindi, Arabic and Ethiopic stops end one too. The sentences are slices of the line, in order; nothing
 * but the space between them is lost.
 */

/** A stop with the quotes and brackets that close after it, and either space or, where scripts use none, nothing. */
const STOP = /[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？｡।؟።][」』”’）)]*/gu;
/** Abbreviations that a sentence goes on after, lower case, without the last stop. */
const NEVER_LAST = new Set(
  "e.g i.e eg ie vs cf mr mrs ms dr prof st no nr nos art fig approx max min incl excl esp resp ca bzw z.b d.h u.a p vol ch sec ext tel dept".split(
    " ",
  ),
);
/** Abbreviations that may end a sentence; they do when a capital or a digit follows. */
const MAY_BE_LAST = /^(?:etc|inc|ltd|co|corp|[ap]\.m|u\.s|u\.k|e\.u|jr|sr)$/;

export function sentencesOf(line: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const stop of line.matchAll(STOP)) {
    const end = stop.index + stop[0].length;
    if (!endsSentence(line, from, stop.index, end)) continue;
    push(sentences, line.slice(from, end));
    from = end;
  }
  push(sentences, line.slice(from));
  return sentences;
}

function push(sentences: string[], text: string): void {
  const sentence = text.trim();
  if (sentence !== "") sentences.push(sentence);
}

function endsSentence(line: string, from: number, stop: number, end: number): boolean {
  if (line.charAt(stop) !== "." || end >= line.length)
    return !/^\s*\p{Ll}/u.test(line.slice(end, end + 4)) || /[。！？｡।؟።]/u.test(line.charAt(stop));
  const next = line.slice(end, end + 4).trimStart();
  if (/^\p{Ll}/u.test(next)) return false;
  const before = line.slice(Math.max(from, stop - LONGEST_ABBREVIATION), stop);
  const word = /[\p{L}.]+$/u.exec(before)?.[0].toLowerCase() ?? "";
  if (NEVER_LAST.has(word)) return false;
  if (MAY_BE_LAST.test(word)) return /^[\p{Lu}\p{N}]/u.test(next);
  return !/^\p{Lu}$/u.test(before.slice(-1)) || /[\p{L}\p{N}]/u.test(before.slice(-2, -1));
}

const LONGEST_ABBREVIATION = 12;

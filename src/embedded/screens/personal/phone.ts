/**
 * Telephone numbers of any country: up to 15 digits (ITU-T E.164) that are written like one, or that the words around call one. Dates, amounts,
 * years, order numbers and bare runs of digits are not.
 */

import { cueAround, isAmount } from "./cues.ts";
import { spansOf, type PersonalDataSpan } from "./span.ts";

/** Between two digits: a space, a hyphen or slash with or without spaces, a dot without, brackets around an area code. */
const separator = "(?: {1,2}| ?[-/] ?|\\.| ?\\(|\\)[ \\-/]?)?";
const extension = " ?(?:ext\\.?|extension|x|durchwahl|poste) ?\\d{1,6}\\b";
const candidate = new RegExp(
  `(?<![\\p{L}\\d_#/=&@-]|\\d[.,:]|[+(](?=\\d))(?:\\+ ?)?\\(?\\d(?:${separator}\\d){6,17}(?:${extension})?(?![\\p{L}_@]|[-/.,:]?\\d|[.,:]\\d)`,
  "giu",
);

export function findPhones(text: string): PersonalDataSpan[] {
  return spansOf("PHONE", text, candidate)
    .map((span) => withoutLooseDigit(text, withOpeningBracket(text, span)))
    .filter(({ start, end }) => isPhone(text, start, end));
}

/** "(030) 1234567": the bracket that opens before the first digit belongs to the number. */
const withOpeningBracket = (text: string, span: PersonalDataSpan): PersonalDataSpan =>
  text.charAt(span.start - 1) === "(" && text.slice(span.start, span.end).includes(")") ? { ...span, start: span.start - 1 } : span;

/** "call 2025550143 2 times": a single digit after a space is the next word. */
const withoutLooseDigit = (text: string, span: PersonalDataSpan): PersonalDataSpan =>
  /\d \d$/.test(text.slice(span.start, span.end)) ? { ...span, end: span.end - 2 } : span;

function isPhone(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end).replace(/ ?(?:ext|extension|x|durchwahl|poste)\b.*$/i, "");
  const groups = written.match(/\d+/g) ?? [];
  const digits = groups.join("");
  if (digits.length > 15 || isDateOrYears(groups) || /^(\d)\1+$/.test(digits) || isAmount(text, start, end)) return false;
  const cue = cueAround(text, start, end);
  if (cue === "phone") return digits.length >= 7;
  const international = /^\(?(?:\+|00[1-9]\d)/.test(written);
  if (cue !== undefined && !international) return false;
  return international ? digits.length >= (written.includes("+") ? 8 : 11) : isWrittenLikePhone(written, groups, digits);
}

/** Without a country code and without a word that says so: only the forms that hardly anything else has. */
function isWrittenLikePhone(written: string, groups: readonly string[], digits: string): boolean {
  const separators = new Set(written.match(/[ .\-/]/g) ?? []);
  const sizes = groups.map((group) => group.length).join("-");
  if (/^(?:[78] ?)?\(0?\d{1,5}\)/.test(written) && digits.length >= 8 && digits.length <= 12) return true;
  if (/^(?:1-)?3-3-4$/.test(sizes)) return separators.size <= 2;
  if (/^0[1-9]/.test(digits) && digits.length >= 9 && digits.length <= 12) return groups.length > 1 || digits.length >= 10;
  if (sizes === "3-2-4") return false;
  if (sizes === "3-4") return /^[2-9]\d\d[ -]\d{4}$/.test(written);
  const thousands = /^\d{1,3}(?:-3)+$/.test(sizes) && (written.includes(".") || groups.every((group) => group.endsWith("0")));
  return (
    groups.length >= 3 &&
    separators.size === 1 &&
    digits.length >= 8 &&
    digits.length <= 11 &&
    !thousands &&
    groups.every((group) => group.length >= 2 && group.length <= 4)
  );
}

/** 31.12.2024, 2024-12-31, 12/31/24 12, 2019-2024, 20241231. */
function isDateOrYears(groups: readonly string[]): boolean {
  const [first = "", second = "", third = ""] = groups;
  const isYear = (group: string): boolean => /^(?:19|20)\d\d$/.test(group);
  const isDay = (group: string): boolean => /^(?:0?[1-9]|[12]\d|3[01])$/.test(group);
  if (groups.length === 1) return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$/.test(first);
  if (groups.length === 2) return isYear(first) && isYear(second);
  return (isYear(first) && isDay(second) && isDay(third.slice(0, 2))) || (isDay(first) && isDay(second) && isYear(third));
}

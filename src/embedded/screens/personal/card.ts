/** Payment card numbers: 12 to 19 digits that pass the Luhn check (ISO/IEC 7812-1) and either start like a card's or are called one. */

import { cueAround } from "./cues.ts";
import { spansOf, type PersonalDataSpan } from "./span.ts";

const candidate = /(?<![\p{L}\d+.,/_-]|\d[ -])\d(?:[ -]?\d){11,18}(?![\p{L}\d_]|[ -]?\d|[.,]\d)/gu;

/** First digits and lengths of Visa, Mastercard, American Express, Discover, Diners Club, JCB and UnionPay. */
const schemes = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/,
  /^3[47]\d{13}$/,
  /^(?:6011|64[4-9]\d|65\d\d)\d{12,15}$/,
  /^3(?:0[0-5]|[689]\d)\d{11,16}$/,
  /^(?:2131|1800)\d{11}$|^35(?:2[89]|[3-8]\d)\d{12,15}$/,
  /^62\d{14,17}$/,
];
const fours = /^\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}$/;

export function findCards(text: string): PersonalDataSpan[] {
  return spansOf("CARD", text, candidate).filter(({ start, end }) => {
    const written = text.slice(start, end);
    const digits = written.replace(/\D/g, "");
    if (!passesLuhn(digits) || /^(\d)\1+$/.test(digits)) return false;
    const cue = cueAround(text, start, end);
    if (cue === "card") return true;
    return schemes.some((scheme) => scheme.test(digits)) && (cue !== "other" || fours.test(written));
  });
}

/** From the right, every second digit doubled, the digits of all summed: a multiple of ten. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}

/** What is found: a stretch of the text and what kind of personal data it is. */

/** `SSN`: US social security number. `IP`: version 4 or 6. `CARD`: payment card. */
export const personalDataTypes = ["EMAIL", "PHONE", "CARD", "IBAN", "SSN", "IP"] as const;
export type PersonalDataType = (typeof personalDataTypes)[number];

/** `start` inclusive, `end` exclusive, in UTF-16 units of the text as given. */
export type PersonalDataSpan = { start: number; end: number; type: PersonalDataType };

/** All matches as spans. The pattern must be global and its repeats bounded. */
export const spansOf = (type: PersonalDataType, text: string, pattern: RegExp): PersonalDataSpan[] =>
  Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length, type }));

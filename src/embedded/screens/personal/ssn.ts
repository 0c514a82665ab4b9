/** US social security numbers: 3-2-4 digits within the ranges that are given out; without separators only where they are called so. */

import { cueAround } from "./cues.ts";
import { spansOf, type PersonalDataSpan } from "./span.ts";

const separated = /(?<![\p{L}\d+_./-]|\d )(?!000|666)\d{3}([ -.])(?!00)\d{2}\1(?!0000)\d{4}(?![\p{L}\d_]|[-.]\d)/gu;
const run = /(?<![\p{L}\d+_./-])(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}(?![\p{L}\d_]|[-.]\d)/gu;

export function findSsns(text: string): PersonalDataSpan[] {
  const cueOf = ({ start, end }: PersonalDataSpan) => cueAround(text, start, end);
  return [
    ...spansOf("SSN", text, separated).filter((span) => {
      const cue = cueOf(span);
      return (
        cue === "ssn" || (cue !== "other" && cue !== "phone" && text.charAt(span.start) !== "9" && text.charAt(span.start + 3) !== ".")
      );
    }),
    ...spansOf("SSN", text, run).filter((span) => cueOf(span) === "ssn"),
  ];
}

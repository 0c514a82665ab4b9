/**
 * Takes personal data out of a text and leaves in its place what it was, so that people and models can still follow: "[e-mail]", "[phone]",
 * "[card ending 4242]" (four digits are what PCI DSS 3.4 lets be shown).
 */

import { findPersonalData, type PersonalDataSpan } from "./personal-data.ts";

/** Replaces the spans, or what `findPersonalData` finds. Spans may come in any order; of overlapping ones the first is used. */
export function redact(text: string, spans: readonly PersonalDataSpan[] = findPersonalData(text)): string {
  let [redacted, at] = ["", 0];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start < at || span.end > text.length || span.end <= span.start) continue;
    redacted += text.slice(at, span.start) + placeholder(span.type, text.slice(span.start, span.end));
    at = span.end;
  }
  return redacted + text.slice(at);
}

function placeholder(type: PersonalDataSpan["type"], written: string): string {
  switch (type) {
    case "EMAIL":
      return "[e-mail]";
    case "PHONE":
      return "[phone]";
    case "CARD":
      return `[card ending ${written.replace(/\D/g, "").slice(-4)}]`;
    case "IBAN":
      return "[IBAN]";
    case "SSN":
      return "[social security number]";
    case "IP":
      return "[IP address]";
  }
}

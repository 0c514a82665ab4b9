/** International bank account numbers: country, check digits, the country's length (SWIFT IBAN registry) and ISO 7064 mod 97-10. */

import type { PersonalDataSpan } from "./span.ts";

/** Length of an IBAN by country. */
const lengths = new Map(
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

const beginning = /(?<![a-z0-9])[a-z]{2}[ -]?\d{2}(?=[ -]?[a-z0-9])/gi;

export function findIbans(text: string): PersonalDataSpan[] {
  return Array.from(text.matchAll(beginning), ({ index: start }) => ibanAt(text, start)).filter((span) => span !== undefined);
}

/** Reads as many letters and digits as the country has, over single spaces and hyphens between them. */
function ibanAt(text: string, start: number): PersonalDataSpan | undefined {
  const length = lengths.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined) return undefined;
  let compact = "";
  let end = start;
  while (compact.length < length && end < text.length) {
    const char = text.charAt(end);
    if (/[a-z0-9]/i.test(char)) compact += char.toUpperCase();
    else if (!/[ -]/.test(char) || /[ -]/.test(text.charAt(end + 1))) return undefined;
    end += 1;
  }
  const whole = compact.length === length && !/[a-z0-9]/i.test(text.charAt(end));
  return whole && mod97(compact) === 1 ? { start, end, type: "IBAN" } : undefined;
}

/** The account first, country and check digits last, letters as 10 to 35; remainder by 97. */
function mod97(compact: string): number {
  const moved = compact.slice(4) + compact.slice(0, 4);
  return Array.from(moved, (char) => Number.parseInt(char, 36)).reduce((rest, value) => (rest * (value > 9 ? 100 : 10) + value) % 97, 0);
}

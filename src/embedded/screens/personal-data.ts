/**
 * Finds the personal data that can be told by its form: e-mail addresses, telephone, card and bank account numbers, US social security numbers and IP
 * addresses. Names, streets and dates of birth are not looked for: their form says too little, and a false find makes a message unreadable.
 */

import { findCards } from "./personal/card.ts";
import { findEmails } from "./personal/email.ts";
import { findIbans } from "./personal/iban.ts";
import { findIpAddresses } from "./personal/ip.ts";
import { findPhones } from "./personal/phone.ts";
import { withAsciiNumbers } from "./personal/same-length.ts";
import type { PersonalDataSpan } from "./personal/span.ts";
import { findSsns } from "./personal/ssn.ts";

export { personalDataTypes, type PersonalDataSpan, type PersonalDataType } from "./personal/span.ts";

const links = /\bhttps?:\/\/[^\s<>"')\]]{1,2000}/gi;

/** What was found, by position, never overlapping. Time is linear in the text. */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const ascii = withAsciiNumbers(text);
  // The stricter the check, the earlier the turn: what a stricter one took, a looser one leaves.
  const found: PersonalDataSpan[] = [];
  const taken = new Uint8Array(text.length);
  const take = (spans: readonly PersonalDataSpan[]): void => {
    for (const span of spans) {
      if (taken.subarray(span.start, span.end).includes(1)) continue;
      taken.fill(1, span.start, span.end);
      found.push(span);
    }
  };
  take(findEmails(ascii));
  take(findIbans(ascii));
  take(findIpAddresses(ascii));
  for (const { index, 0: link } of ascii.matchAll(links)) taken.fill(1, index, index + link.length);
  take(findCards(ascii));
  take(findSsns(ascii));
  take(findPhones(ascii));
  return found.sort((a, b) => a.start - b.start);
}

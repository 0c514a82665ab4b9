/**
 * Card, bank account and social security numbers in a customer's words: never what is asked for, and nothing that a ticket should hold. E-mail addresses
 * and phone numbers are left alone, because the person who answers needs them.
 */
import { findPersonalData, type PersonalDataType } from "#embedded/screens/personal-data";
import { redact } from "#embedded/screens/redact";

const accountNumbers: ReadonlySet<PersonalDataType> = new Set(["CARD", "IBAN", "SSN"]);

const spansIn = (text: string) => findPersonalData(text).filter(({ type }) => accountNumbers.has(type));

/** The text with words for what stood there: "[card ending 4242]", "[IBAN]", "[social security number]". */
export const redactAccountNumbers = (text: string): string => redact(text, spansIn(text));

/** The text without them: what is left is what can be searched for. */
export const cutAccountNumbers = (text: string): string =>
  spansIn(text).reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);

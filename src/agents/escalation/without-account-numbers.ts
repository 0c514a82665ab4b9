/**
 * Takes out of a conversation what no ticket should hold: card, bank account and social security numbers. A brief travels to the ticket desk, which may be
 * somebody else's system. E-mail addresses and phone numbers stay, because the person who answers needs them.
 */
import { findPersonalData, type PersonalDataType } from "#embedded/screens/personal-data";
import { redact } from "#embedded/screens/redact";
import type { EscalationInput } from "./input.ts";

const neverInATicket: ReadonlySet<PersonalDataType> = new Set(["CARD", "IBAN", "SSN"]);

export const withoutAccountNumbers = (input: EscalationInput): EscalationInput => ({
  ...input,
  exchanges: input.exchanges.map((exchange) => ({
    ...exchange,
    customer: cleaned(exchange.customer),
    answer: exchange.answer === null ? null : cleaned(exchange.answer),
  })),
});

const cleaned = (text: string): string =>
  redact(
    text,
    findPersonalData(text).filter(({ type }) => neverInATicket.has(type)),
  );

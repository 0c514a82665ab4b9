import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "#embedded/screens/redact";

test("the message stays readable", () => {
  expect(redact("I'm jo@example.com, call +1 202 555 0143. My card 4242 4242 4242 4242 was charged twice!")).toBe(
    "I'm [e-mail], call [phone]. My card [card ending 4242] was charged twice!",
  );
  expect(redact("SSN 123-45-6789, IBAN DE89 3704 0044 0532 0130 00, from 10.0.0.1")).toBe(
    "SSN [social security number], IBAN [IBAN], from [IP address]",
  );
});

test("a message without personal data stays as it is", () => {
  expect(redact("Order 112-3456789-1234567 of 12.05.2024 is late.")).toBe("Order 112-3456789-1234567 of 12.05.2024 is late.");
});

test("given spans may be out of order, overlap or lie outside the text", () => {
  const spans = [
    { start: 4, end: 6, type: "PHONE" },
    { start: 0, end: 2, type: "EMAIL" },
    { start: 1, end: 5, type: "IP" },
    { start: 90, end: 99, type: "IP" },
  ] as const;
  expect(redact("ab--cd!", spans)).toBe("[e-mail]--[phone]!");
});

test("of what was found, nothing but the last four digits of a card is left", () => {
  const values = ["jo@example.com", "4242 4242 4242 4242", "+1 202 555 0143", "10.0.0.1", "DE89370400440532013000"];
  const pieces = fc.constantFrom(...values, "hello", "ticket 12", "😀");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const redacted = redact(parts.join("; "));
      for (const value of values) expect(redacted).not.toContain(value);
      expect(redacted.replace(/\[[^\]]+\]|hello|ticket 12|😀|; /gu, "")).toBe("");
    }),
    { numRuns: 500 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { findPersonalData } from "#embedded/screens/personal-data";

/** What was found, as "TYPE text". */
const found = (text: string): string[] => findPersonalData(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

test.each([
  "+49 (0)30 123 45-678",
  "+44(0)2079460018",
  "+1-202-555-0143 ext. 12",
  "(202) 555-0143",
  "202.555.0143",
  "555-0143",
  "01 42 68 53 00",
  "0049 151 23456789",
  "0151/23456789",
  "07700900123",
  "612 345 678",
  "+91 98765 43210",
  "138 0013 8000",
  "(11) 91234-5678",
  "8 (495) 123-45-67",
  "+972 50-123-4567",
  "５５５-０１０-４４７７",
])("%s is a phone number wherever it stands", (number) => {
  expect(found(`Hello, ${number} is me`)).toEqual([`PHONE ${number}`]);
});

test.each(["call me at", "Telefon:", "mon portable est le", "text me on", "они ждут, телефон", "电话"])(
  "after %j bare digits are a phone number",
  (cue) => {
    expect(found(`${cue} 2025550143.`)).toEqual(["PHONE 2025550143"]);
  },
);

test.each([
  "order 112-3456789-1234567",
  "order number 2025550143",
  "invoice 2024-0012345",
  "my ticket is #48219377",
  "12/05/2024 10:30",
  "20240512",
  "2019-2021",
  "€ 1 250 000",
  "1.250.000 EUR",
  "tracking number 9400 1000 0000 0000 0000 00",
  "ISBN 978-3-16-148410-0",
  "sort code 20-00-00 account 55779911",
  "52.5200, 13.4050",
  "550e8400-e29b-41d4-a716-446655440000",
  "https://shop.example/p/202-555-0143",
  "IMEI 356938035643809",
  "version 10.0.19045.3693",
  "2025550143",
  "std::vector a::b",
  "00:1A:2B:3C:4D:5E",
  "at 10:30:45",
  "image@2x.png",
  "@handle, me@localhost",
  "4111 1111 1111 1112",
  "GB83 WEST 1234 5698 7654 32",
  "000-12-3456",
])("%s is nobody's data", (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ["EMAIL", "a.b+c@shop.example.co.uk", "mail <a.b+c@shop.example.co.uk>."],
  ["EMAIL", "müller@bücher.example", "an müller@bücher.example bitte"],
  ["EMAIL", "jo (at) example (dot) com", "write to jo (at) example (dot) com"],
  ["EMAIL", "jo at example dot com", "it is jo at example dot com"],
  ["CARD", "4242 4242 4242 4242", "pay with 4242 4242 4242 4242, exp 12/29"],
  ["CARD", "3782-822463-10005", "amex 3782-822463-10005"],
  ["CARD", "6759649826438453", "my card is 6759649826438453."],
  ["IBAN", "GB82 WEST 1234 5698 7654 32", "to GB82 WEST 1234 5698 7654 32 and thanks"],
  ["IBAN", "de89370400440532013000", "iban:de89370400440532013000"],
  ["IBAN", "NL91-ABNA-0417-1643-00", "NL91-ABNA-0417-1643-00"],
  ["SSN", "123-45-6789", "I am 123-45-6789"],
  ["SSN", "123456789", "SSN: 123456789"],
  ["IP", "192.168.1.254", "from 192.168.1.254:8080"],
  ["IP", "2001:db8::1", "at [2001:db8::1]"],
  ["IP", "::ffff:192.0.2.1", "is ::ffff:192.0.2.1"],
])("%s %s is found in %j", (type, value, text) => {
  expect(found(text)).toEqual([`${type} ${value}`]);
});

test("the nearest word decides what a number is", () => {
  expect(found("order 1234567, phone 2025550143, ticket 7654321")).toEqual(["PHONE 2025550143"]);
  expect(found("Phone:\n98765432\nOrder:\n12345678")).toEqual(["PHONE 98765432"]);
});

test("offsets count UTF-16 units, and emoji before them do not move them", () => {
  expect(findPersonalData("😀 jo@example.com")).toEqual([{ start: 3, end: 17, type: "EMAIL" }]);
});

test("several in one message come in order and never overlap", () => {
  expect(found("I'm jo@example.com or +1 202 555 0143; card 4242424242424242, IP 10.0.0.1")).toEqual([
    "EMAIL jo@example.com",
    "PHONE +1 202 555 0143",
    "CARD 4242424242424242",
    "IP 10.0.0.1",
  ]);
  const pieces = fc.constantFrom("4242", " ", "-", "@", ".", "com", "+1", "DE89", "::", "phone", "(", ")", "7", "192.168.0.1", "😀");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join("");
      const spans = findPersonalData(text);
      spans.forEach(({ start, end }, index) => {
        expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      });
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  "1",
  "1 ",
  "1-",
  "1.",
  "(1",
  "+",
  "a@",
  "a.",
  "@",
  "a at ",
  "a dot ",
  "::",
  "f:",
  "GB82",
  "4 ",
  "phone ",
  "ssn ",
  "https://",
  "order 1",
])("100 KB of %j are read without backtracking for ever", (part) => {
  expect(findPersonalData(part.repeat(Math.ceil(100_000 / part.length)))).toBeInstanceOf(Array);
});

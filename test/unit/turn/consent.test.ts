import fc from "fast-check";
import { expect, test } from "vitest";
import { consentIn, wordOnCard } from "#turn/consent";

test.each(["yes", "Yes please!", "YES.", "  ok  ", "sure 👍", "Ja, bitte", "Sí", "si", "d’accord", "oui, s’il vous plaît", "go ahead…"])(
  "%j agrees",
  (text) => {
    expect(consentIn(text)).toBe("yes");
  },
);

test.each(["no", "No, thanks.", "nope", "nein danke", "Not now", "never mind"])("%j declines", (text) => {
  expect(consentIn(text)).toBe("no");
});

test.each([
  "yes but how do I log in?",
  "no idea what you mean",
  "yesterday",
  "not sure",
  "",
  "👍",
  "yes or no",
  "okay so my invoice is wrong",
])("%j is neither", (text) => {
  expect(consentIn(text)).toBeNull();
});

const button = "Refund €166.90";

test.each([
  "yes",
  "Yes!",
  "Yes, please.",
  "confirm",
  "Ja",
  "ja, bitte",
  "bestätigen",
  "Sí",
  "confirmo",
  "Oui",
  "oui, s’il vous plaît",
  "نعم",
  "はい",
  "はい、お願いします",
  button,
  "refund €166.90.",
])("%j on a card confirms it", (text) => {
  expect(wordOnCard(text, button)).toBe("yes");
});

test.each(["no", "No, thanks.", "nein", "non merci", "لا", "いいえ"])("%j on a card declines it", (text) => {
  expect(wordOnCard(text, button)).toBe("no");
});

test.each(["ok", "okay", "sure", "please", "yes?", "نعم؟", "yes 2", "yes, 50", "vale", "claro"])(
  "%j on a card is no confirmation, but no question either",
  (text) => {
    expect(wordOnCard(text, button)).toBe("unclear");
  },
);

test.each([
  "yes but only half of it",
  "refund",
  "refund €1.00",
  "refund €16,690",
  "yes refund the other one",
  "no?",
  "",
  "👍",
  "are you sure?",
  "yes to all of them",
])("%j on a card is a message like any other", (text) => {
  expect(wordOnCard(text, button)).toBeNull();
});

test("nothing that a customer can write throws", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => [null, "yes", "no"].includes(consentIn(text))));
});

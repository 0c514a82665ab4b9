import fc from "fast-check";
import { expect, test } from "vitest";
import { consentIn } from "#turn/consent";

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

test("nothing that a customer can write throws", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => [null, "yes", "no"].includes(consentIn(text))));
});

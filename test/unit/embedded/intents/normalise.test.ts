import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenise } from "#embedded/intents/normalise";

test.each([
  ["Where is my CARD", ["where", "is", "my", "card"]],
  ["I don’t / don't / DONT", ["i", "dont", "dont", "dont"]],
  ["heeeelp meeee", ["help", "me"]],
  ["Ｒｅｆｕｎｄ café", ["refund", "cafe"]],
  ["paid 1,250.00 in 2024 for 2 nights", ["paid", "000", "in", "000", "for", "2", "nights"]],
  ["broken 👍🏽😡!", ["broken", "👍", "😡", "!"]],
  ["re\u00adfund to\u200bday", ["refund", "today"]],
  ["退款吗", ["退", "款", "吗"]],
  ["हिन्दी", ["हिन्दी"]],
  ["… — ( )", []],
])("%j becomes %j", (text, tokens) => {
  expect(tokenise(text)).toEqual(tokens);
});

test("the case of the letters and letters said too often change nothing", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,5}$/), (text) => {
      const calm = text.replaceAll(/(.)\1+/g, "$1");
      expect(tokenise(calm.toUpperCase())).toEqual(tokenise(calm));
      expect(tokenise(calm.replaceAll(/[a-z]/g, "$&$&$&"))).toEqual(tokenise(calm));
    }),
  );
});

test("negations stay", () => {
  expect(tokenise("It's not working, I can't log in, no!")).toEqual(["its", "not", "working", "i", "cant", "log", "in", "no", "!"]);
});

import { expect, test } from "vitest";
import { standingOf } from "#browser/desk/knowledge/undermined";

const stored = "A refund takes **3 to 5** working days. See [gift cards](article:gift-cards).\n\n1. Open the app.\n2. Press *Save*.";
const quoting = (quote: string, draft: string) => standingOf([{ quote }], stored, draft);

test("an answer holds while the draft says its words, whatever becomes of marks, spaces and what stands around them", () => {
  const draft = `## Refunds\n${stored.replace("**3 to 5**", "3 to 5").replace("takes", " takes ")}\nMore.`;
  expect(quoting("A refund takes 3 to 5 working days.", draft)).toBe("holds");
  expect(quoting("See gift cards.", draft)).toBe("holds");
  expect(quoting("1. Open the app.\n2. Press Save.", draft)).toBe("holds");
});

test("one word or digit less undermines it; lines may stand apart", () => {
  expect(quoting("A refund takes 3 to 5 working days.", stored.replace("5", "6"))).toBe("undermined");
  expect(quoting("A refund takes 3 to 5 working days.", "")).toBe("undermined");
  expect(quoting("Open the app.\nPress Save.", "Press Save.\n\nFirst, open the app.")).toBe("holds");
});

test("words that were gone before this edit are nobody's new loss", () => {
  expect(quoting("A refund takes a fortnight.", stored)).toBe("outdated");
  expect(standingOf([{ quote: "A fortnight." }, { quote: "Open the app." }], stored, "Nothing.")).toBe("undermined");
  expect(standingOf([], stored, "")).toBe("holds");
});

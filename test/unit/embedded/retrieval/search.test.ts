import fc from "fast-check";
import { expect, test } from "vitest";
import { cutIntoSections } from "#embedded/articles/sections";
import { searchSections } from "#embedded/retrieval/search";
import { buildSectionIndex, type IndexOptions } from "#embedded/retrieval/section-index";
import { anyText } from "../any-text.ts";

const articles: Record<string, string> = {
  "Change your delivery address":
    "You can change the address of an order.\n\n## Before it ships\n\n1. Open **Orders**.\n2. Press **Edit address**.\n\n## After it ships\n\nAsk the carrier.",
  "How refunds work": "A refund takes five days.\n\n## Gift vouchers\n\nVouchers are refunded as store credit.",
  "Reset a forgotten password": "Use the link on the sign-in page to choose a new password.",
  "Two-factor authentication": "Switch it on under **Security**.",
  "Opening hours": "We answer from nine to five.\n\n## Holidays\n\nWe are closed on public holidays.",
  "About us": "A small company by the sea.",
};

const build = (options?: IndexOptions) =>
  buildSectionIndex(
    Object.entries(articles).flatMap(([title, body]) =>
      cutIntoSections({ id: title.toLowerCase().replaceAll(/\W+/g, "-"), version: "0a", title, body }),
    ),
    options,
  );
const find = (question: string, options?: IndexOptions) => searchSections(build(options), question).map(({ article }) => article);

test.each([
  ["how do i change the address of my order", "change-your-delivery-address"],
  ["i want to be refunded", "how-refunds-work"],
  ["Forgot my PASWORD!!!", "reset-a-forgotten-password"],
  ["pasword", "reset-a-forgotten-password"],
  ["2fa", "two-factor-authentication"],
  ["are you closed on a holiday", "opening-hours"],
  ["about us", "about-us"],
])("%j finds %s first", (question, article) => {
  expect(find(question)[0]).toBe(article);
});

test.each(["", "   ", "???", "zebra crossing", "🙂"])("%j finds nothing", (question) => {
  expect(find(question)).toEqual([]);
});

test("an article is listed once, at the section that speaks of the question", () => {
  const passages = searchSections(build(), "address after it ships, ask the carrier");
  expect(passages.map(({ article }) => article).filter((article) => article === "change-your-delivery-address")).toHaveLength(1);
  expect(passages[0]).toMatchObject({ section: "after-it-ships", heading: "After it ships", text: "Ask the carrier." });
});

test("more sections of an article are listed when they are asked for", () => {
  const passages = searchSections(build(), "change address", { limit: 3, perArticle: 2 });
  expect(passages.slice(0, 2).map(({ article }) => article)).toEqual(["change-your-delivery-address", "change-your-delivery-address"]);
  expect(new Set(passages.map(({ section }) => section)).size).toBe(passages.length);
});

test("a synonym that the desk adds finds what the question's own word does not, in both directions and as a phrase", () => {
  expect(find("where is my dosh")).toEqual([]);
  const synonyms = [
    ["refund", "dosh"],
    ["opening hours", "business times"],
  ];
  expect(find("where is my dosh", { synonyms })[0]).toBe("how-refunds-work");
  expect(find("business times", { synonyms })[0]).toBe("opening-hours");
  const turned = synonyms.map((group) => group.toReversed());
  expect(find("where is my dosh", { synonyms: turned })[0]).toBe("how-refunds-work");
  expect(find("business times", { synonyms: turned })[0]).toBe("opening-hours");
});

test("words written together are found apart, and apart together", () => {
  expect(find("giftvouchers")[0]).toBe("how-refunds-work");
});

test("scores fall and coverage is a share", () => {
  const vocabulary = fc.constantFrom(...Object.keys(articles).join(" ").split(" "), "zebra", "pasword", "2fa");
  const index = build();
  fc.assert(
    fc.property(fc.array(vocabulary, { maxLength: 8 }), fc.integer({ min: 1, max: 10 }), (words, limit) => {
      const passages = searchSections(index, words.join(" "), { limit });
      expect(passages.length).toBeLessThanOrEqual(limit);
      for (const [at, { score, coverage }] of passages.entries()) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(passages[at - 1]?.score ?? Infinity);
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(coverage).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("any question and any article are taken", () => {
  const text = anyText(200);
  fc.assert(
    fc.property(text, text, (body, question) => {
      const index = buildSectionIndex(cutIntoSections({ id: "a", version: "0a", title: question, body }));
      for (const passage of searchSections(index, question)) expect(passage.article).toBe("a");
    }),
  );
});

test("the same sections and question give the same passages", () => {
  expect(searchSections(build(), "change my address please")).toEqual(searchSections(build(), "change my address please"));
});

test("an index without sections finds nothing", () => {
  expect(searchSections(buildSectionIndex([]), "refund")).toEqual([]);
});

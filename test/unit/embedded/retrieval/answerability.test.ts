import fc from "fast-check";
import { expect, test } from "vitest";
import { cutIntoSections } from "#embedded/articles/sections";
import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import { buildSectionIndex } from "#embedded/retrieval/section-index";
import { anyText } from "../any-text.ts";

/** A desk of 24 articles about things of a workshop, each with a few sentences. */
const things =
  "drill hammer ladder sander chisel vise router lathe clamp mallet plane pliers wrench spanner grinder level square file rasp saw screwdriver torch anvil bench".split(
    " ",
  );
const body = (thing: string) =>
  `The ${thing} comes with a guarantee of two years.\n\n## Clean the ${thing}\n\nBrush the ${thing} after every use and keep it dry.\n\n## Rent a ${thing}\n\nA ${thing} can be rented by the day. Bring it back before noon.`;
const index = buildSectionIndex(
  things.flatMap((thing) => cutIntoSections({ id: thing, version: "0a", title: `Your ${thing}`, body: body(thing) })),
);
const score = (question: string) => answerability(index, question, searchSections(index, question));

test.each(["how do I clean the lathe", "rent a ladder by the day", "guarantee of the sander?", "keep my chisel dry"])(
  "%j is answered",
  (question) => {
    expect(score(question)).toBeGreaterThanOrEqual(ANSWERABLE_FROM);
  },
);

test.each([
  "which horse won the race in Ascot",
  "my internet connection drops every evening",
  "recommend a novel about pirates",
  "where can I renew my passport and visa",
])("%j is not answered", (question) => {
  expect(score(question)).toBeLessThan(ANSWERABLE_FROM);
});

test.each(["", "thanks, bye!", "ok", "who are you", "🙂"])("%j asks nothing", (question) => {
  expect(score(question)).toBe(0);
});

test("a question that names what nobody wrote about is less answerable than the same without it", () => {
  expect(score("clean the lathe with a flamethrower in Tokyo")).toBeLessThan(score("clean the lathe"));
});

test("passages that the index does not know count for nothing", () => {
  const passages = searchSections(index, "clean the lathe").map((passage) => ({ ...passage, article: "elsewhere" }));
  expect(answerability(index, "clean the lathe", passages)).toBe(0);
});

test("it is a number from 0 to 1 for whatever is asked", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        fc.array(fc.constantFrom(...things, "clean", "rent", "xylophone"), { maxLength: 9 }).map((words) => words.join(" ")),
      ),
      (question) => {
        expect(score(question)).toBeGreaterThanOrEqual(0);
        expect(score(question)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

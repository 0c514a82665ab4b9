import fc from "fast-check";
import { expect, test } from "vitest";
import type { Passage } from "#domain/knowledge";
import { articlePath, extractAnswer } from "#embedded/answers/extract";
import { cutIntoSections } from "#embedded/articles/sections";

const passage = (text: string, more: Partial<Passage> = {}): Passage => ({
  article: "invoices",
  version: "0a",
  section: "",
  title: "Invoices",
  heading: "",
  text,
  score: 1,
  coverage: 1,
  ...more,
});
const answer = (question: string, ...passages: Passage[]) => extractAnswer(question, passages);

test("steps are quoted as steps, with the sentence that introduces them", () => {
  const text =
    "Invoices are PDF files.\n\nTo download an invoice:\n\n1. Open Billing.\n2. Choose the month.\n3. Press Download.\n\nThey are kept for years.";
  expect(answer("how do I download an invoice", passage(text))?.text).toBe(
    "To download an invoice:\n1. Open Billing.\n2. Choose the month.\n3. Press Download. [1]",
  );
});

test("a question for a fact is answered by the sentence with the fact, not by the steps", () => {
  const text = "1. Open Billing.\n2. Press Download invoice.\n\nAn invoice is kept for 7 years.";
  expect(answer("how long is an invoice kept?", passage(text))?.text).toBe("An invoice is kept for 7 years. [1]");
});

test("steps come with the sentence of their section that says what the question says", () => {
  const text = "1. Open Notifications.\n2. Switch it off.\n\nThe newsletter stops within a day.";
  expect(answer("stop the newsletter", passage(text))?.text).toBe(
    "1. Open Notifications.\n2. Switch it off.\nThe newsletter stops within a day. [1]",
  );
});

test("a sentence that points back brings the sentence before it", () => {
  const text = "The fee is charged in May. It can be paid by card.\n\nSomething else altogether.";
  expect(answer("can the thing be paid by card", passage(text))?.text).toBe("The fee is charged in May. It can be paid by card. [1]");
});

test("a list is quoted whole, and a long one at its most fitting items in their order", () => {
  expect(answer("which cards", passage("We take:\n\n- debit cards\n- credit cards\n- cash"))?.text).toBe(
    "We take:\n- debit cards\n- credit cards\n- cash [1]",
  );
  const items = Array.from({ length: 20 }, (_, at) => `- thing number ${at}`);
  items[12] = "- credit cards";
  const long = answer("credit cards", passage(items.join("\n")));
  expect(long?.sentences).toHaveLength(7);
  expect(long?.sentences.map(({ text }) => text)).toContain("- credit cards");
});

test("of many steps seven are shown, in a row", () => {
  const steps = Array.from({ length: 12 }, (_, at) => `${at + 1}. Do part ${at + 1}.`).join("\n");
  expect(answer("how to do it all", passage(steps))?.sentences.map(({ text }) => text.slice(0, 2))).toEqual([
    "1.",
    "2.",
    "3.",
    "4.",
    "5.",
    "6.",
    "7.",
  ]);
});

test("a table row comes with the head of its table", () => {
  const table = ["Plan | Price", ...Array.from({ length: 12 }, (_, at) => `Level ${at} | €${at}`), "Giant | €99"].join("\n");
  const lines = answer("price of giant", passage(table))?.text.split("\n");
  expect(lines?.[0]).toBe("Plan | Price");
  expect(lines?.at(-1)).toBe("Giant | €99 [1]");
});

test("a long paragraph is cut to the sentences around the answer", () => {
  const filler = Array.from({ length: 40 }, (_, at) => `Sentence number ${at} speaks of something else.`).join(" ");
  const found = answer("where is the serial engraved", passage(`${filler} The serial is engraved under the lid. ${filler}`));
  expect(found?.text).toContain("The serial is engraved under the lid.");
  expect(found?.text.split(" ").length).toBeLessThan(100);
});

test("a second passage is quoted for the part of the question that the first says nothing about", () => {
  const found = answer(
    "how long is an invoice kept, and who repairs a broken pump?",
    passage("An invoice is kept for 7 years."),
    passage("A broken pump is repaired by the workshop.", { article: "pump", section: "repair", title: "Pump", score: 0.9 }),
  );
  expect(found?.text).toBe("An invoice is kept for 7 years. [1]\n\nA broken pump is repaired by the workshop. [2]");
  expect(found?.citations.map(({ n, article, url }) => [n, article, url])).toEqual([
    [1, "invoices", "/articles/invoices"],
    [2, "pump", "/articles/pump#repair"],
  ]);
});

test("of two sections of an article the one that answers is quoted, though the other ranks a little higher", () => {
  const found = answer(
    "how do I plant a pod",
    passage("Tall pods grow best outside.", { section: "places", heading: "Where pods grow", title: "Pods" }),
    passage("1. Take the pod.\n2. Plant it.", { section: "plant", heading: "Plant a pod", title: "Pods", score: 0.95 }),
  );
  expect(found?.citations[0]?.section).toBe("plant");
});

test("a sentence that only sends the reader elsewhere is not the answer", () => {
  expect(
    answer("refund of an invoice", passage("For more information about the refund of an invoice, see Refunds.\n\nA refund takes a week."))
      ?.text,
  ).toBe("A refund takes a week. [1]");
});

test.each([
  ["no passages", []],
  ["an empty passage", [passage("")]],
  ["a wall of words", [passage("word ".repeat(400))]],
])("%s gives no answer", (_, passages) => {
  expect(extractAnswer("invoice", passages)).toBeNull();
});

test("the path of an article is encoded, its folders are kept", () => {
  expect(articlePath({ article: "billing/a b", section: "größe" })).toBe("/articles/billing/a%20b#gr%C3%B6%C3%9Fe");
  expect(articlePath({ article: "\ud800", section: "" })).toBe("/articles/%EF%BF%BD");
});

test("every sentence and every quote stand in the cited section, and the text is nothing but sentences and marks", () => {
  const word = fc.constantFrom("invoice", "refund", "Open", "the", "card", "e.g.", "3.5", "This", "is", "paid", "see", "多久", "💳");
  const sentence = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 12 }), fc.constantFrom(".", "!", "?", ":", "。", ""))
    .map(([words, stop]) => words.join(" ") + stop);
  const block = fc
    .tuple(fc.array(sentence, { minLength: 1, maxLength: 9 }), fc.constantFrom(" ", "\n- ", "\n1. ", "\n\n", "\n| ", " **", "\n## "))
    .map(([sentences, glue]) => glue.trimStart() + sentences.join(glue));
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), fc.array(word, { maxLength: 6 }), (blocks, question) => {
      const sections = cutIntoSections({ id: "a", version: "0a", title: "T", body: blocks.join("\n\n") });
      const passages = sections.map((section, at): Passage => ({ ...section, score: 1 - at / 100, coverage: 1 }));
      const found = extractAnswer(question.join(" "), passages);
      if (found === null) return;
      const source = (n: number): string => sections.find(({ section }) => section === found.citations[n - 1]?.section)?.text ?? "nowhere";
      let rest = found.text;
      for (const { text, n } of found.sentences) {
        expect(source(n)).toContain(text);
        expect(rest.indexOf(text)).toBeGreaterThanOrEqual(0);
        rest = rest.replace(text, () => "");
      }
      expect(rest.replace(/ \[\d\]/g, "").trim()).toBe("");
      for (const { n, quote } of found.citations) expect(source(n)).toContain(quote);
    }),
    { numRuns: 500 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { CheckedAnswer } from "#agents/resolution/checked-answer";
import { Grounds } from "#agents/resolution/grounding";
import type { Passage } from "#domain/knowledge";

const passageOf = (text: string): Passage => ({
  article: "a",
  version: "v",
  section: "",
  title: "Refunds",
  heading: "",
  text,
  score: 1,
  coverage: 1,
});
const english = [
  passageOf("A refund takes five working days. It goes back to the card that you paid with."),
  passageOf("Open Settings and choose Billing."),
];
const spanish = "El reembolso tarda cinco días y vuelve a la tarjeta con la que se hizo el pago.";

function check(pieces: readonly string[], { passages = english, hosts = [] as readonly string[] } = {}) {
  const takes = [""];
  const answer = new CheckedAnswer({
    grounds: new Grounds({
      passages,
      allowedLinkHosts: hosts,
      instructions: "You answer customers from the help articles of the company and nothing else.",
    }),
    emit: (text) => takes.push(`${takes.pop() ?? ""}${text}`),
    restart: () => takes.push(""),
  });
  for (const piece of pieces) answer.write(piece);
  return { ...answer.end(), takes };
}

const whole = (text: string, options = {}) => check([text], options).text;

test.each<[string, string, string]>([
  ["a grounded sentence keeps its mark", "A refund takes five working days [1].", "A refund takes five working days [1]."],
  [
    "a mark after the stop moves before it",
    "A refund takes five working days. [1] Open Settings. [2]",
    "A refund takes five working days [1]. Open Settings [2].",
  ],
  ["a number that does not exist goes", "A refund takes five working days [1][7].", "A refund takes five working days [1]."],
  ["a wrong source becomes the right one", "A refund takes five working days [2].", "A refund takes five working days [1]."],
  ["a sentence without a mark gets its source", "A refund takes five working days.", "A refund takes five working days [1]."],
  [
    "what no passage says is cut",
    "A refund takes five working days [1]. Our lawyers adore penguins [1].",
    "A refund takes five working days [1].",
  ],
  ["another number is cut", "A refund takes 7 working days [1].", ""],
  ["a link off the list is cut", "A refund takes five working days, see https://evil.example [1].", ""],
  [
    "a train of thought is passed over",
    "<think>refund?</think>A refund takes five working days [1].",
    "A refund takes five working days [1].",
  ],
  ["steps keep their numbers and lines", "1. Open Settings [2].\n2. Choose Billing [2].", "1. Open Settings [2].\n2. Choose Billing [2]."],
])("%s", (_case, said, stands) => {
  expect(whole(said)).toBe(stands);
});

test("a link to an allowed host stays", () => {
  const said = "A refund takes five working days, see https://help.example/refunds [1].";
  expect(whole(said, { hosts: ["help.example"] })).toBe("A refund takes five working days, see https://help.example/refunds [1].");
  expect(whole(said, { hosts: ["example"] })).toBe("");
});

test("an answer in another language than its passage needs an existing mark", () => {
  expect(whole(`${spanish.slice(0, -1)} [1].`)).toBe(`${spanish.slice(0, -1)} [1].`);
  expect(whole(spanish)).toBe("");
});

test("an abstention says nothing, and is told", () => {
  expect(check(["NO_", "ANSWER", "\n"])).toMatchObject({ abstained: true, text: "", takes: [""] });
});

test("what is shown last is what stands, however the text is cut into pieces", () => {
  const sentences = fc.constantFrom(
    "A refund takes five working days [1].",
    "It goes back to the card that you paid with. [1]",
    "The penguins of our founder are lovely [2].",
    "Open Settings and choose Billing [12].",
    "- Open Settings",
    "Visit https://evil.example/?q=refund [1].",
    "Sure! Happy to help.",
    "Then [choose](http://x.example) Billing.",
  );
  fc.assert(
    fc.property(
      fc.array(sentences, { maxLength: 6 }),
      fc.constantFrom(" ", "\n", "\n\n"),
      fc.array(fc.nat(12), { minLength: 1, maxLength: 40 }),
      (said, space, cuts) => {
        const text = said.join(space);
        const pieces: string[] = [];
        for (let from = 0, n = 0; from < text.length; n++) pieces.push(text.slice(from, (from += 1 + (cuts[n % cuts.length] ?? 0))));
        const { takes, text: stands } = check(pieces);
        expect(takes.at(-1)).toBe(stands);
        for (const take of takes) expect(take).not.toMatch(/\[(?![12]\])|https?:|penguins/);
      },
    ),
    { numRuns: 500 },
  );
});

import { expect, test } from "vitest";
import { nothingSeen } from "#agents/router/screens";
import { consentIn } from "#turn/consent";
import { decide, type Standing, type TurnFindings } from "#turn/decide";
import { languageOf, languages, phrasesIn } from "#turn/phrases";

test.for(languages)("in %s: the words on the quick reply are read as a no", (language) => {
  expect(consentIn(phrasesIn(language).noThanks)).toBe("no");
});

test.each<[string, string[], string | null, string]>([
  ["what was written decides", ["Wie lange dauert eine Rückerstattung?"], "en", "de"],
  ["a short word leaves it to the messages before", ["no", "how long does a refund take?"], "es", "en"],
  ["a short word leaves it to the page", ["ok"], "ja-JP", "ja"],
  ["a script shows it by itself", ["はい"], "en", "ja"],
  ["without a page a short word is taken at its face", ["danke"], null, "de"],
  ["who has said nothing is spoken to as the page speaks", [], "fr-CA", "fr"],
  ["who shows nothing at all is answered in English", ["42"], null, "en"],
])("%s", (_case, texts, locale, language) => {
  expect(languageOf(texts, locale)).toBe(language);
});

test("a language without a table is answered in English", () => {
  expect(phrasesIn("nl")).toBe(phrasesIn("en-GB"));
});

test("an offer comes in the conversation's language, with what may be said next", () => {
  const standing: Standing = { state: "ai", offered: false, unansweredInRow: 0, ticket: null, assistant: "Ada", language: "de" };
  const routed = {
    disposition: "answer" as const,
    intent: "general",
    confidence: 0.9,
    intents: [],
    wantsPerson: { wanted: false, score: 0 },
    sentiment: 0,
    language: "de",
    smallTalk: null,
    screens: nothingSeen,
  };
  const found: TurnFindings = {
    text: "Reparieren Sie Fahrräder?",
    routed,
    findings: null,
    resolution: { answered: false, text: "", citations: [], confidence: 0 },
  };
  expect(decide(found, standing)).toMatchObject({ reply: { kind: "offer", text: phrasesIn("de").notCovered, replies: ["Nein, danke"] } });
});

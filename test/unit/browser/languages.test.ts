import { expect, test } from "vitest";
import { chosenFrom, languages } from "#browser/launcher/language";
import { makeTimes } from "#browser/widget/view/times";
import { languages as deskLanguages, phrasesIn } from "#turn/phrases";
import { tables } from "./widget-strings.ts";

test("the desk and the widget speak the same languages", () => {
  expect([...deskLanguages].toSorted()).toEqual([...languages].toSorted());
});

test.for(languages)("in %s: the button that the desk names is called so in the widget", (language) => {
  const { declined, identity, turnFailed } = phrasesIn(language);
  for (const text of [declined, identity("Ada"), turnFailed]) expect(text).toContain(tables[language].person);
});

test.for(languages)("in %s: a limit of the day is told with the time at which it ends", (language) => {
  const { usedUp } = tables[language];
  for (const words of [usedUp.no_more_messages_today, usedUp.no_more_starts_today]) expect(words("Tue 01:00")).toContain("Tue 01:00");
  expect(usedUp.no_more_starts_today("")).toContain(tables[language].history);
});

test.for(languages.filter((language) => language !== "en"))("in %s: no sentence was left in English", (language) => {
  const plain = (strings: object): string[] =>
    Object.values(strings).flatMap((value: unknown) => (typeof value === "string" && value.includes(" ") ? [value] : []));
  const english = new Set([...plain(tables.en), ...plain(tables.en.refusals)]);
  expect([...plain(tables[language]), ...plain(tables[language].refusals)].filter((words) => english.has(words))).toEqual([]);
});

test.each<[string, string[], string[], object]>([
  ["the page's wish comes first", ["de", "en"], ["en-GB"], { language: "de", locale: "de", direction: "ltr" }],
  ["a region is taken from the browser", ["", "en", "en-GB"], ["en-GB"], { language: "en", locale: "en-GB", direction: "ltr" }],
  ["a region on the page stays", ["fr-CA"], ["fr-FR"], { language: "fr", locale: "fr-CA", direction: "ltr" }],
  ["a language without a table passes on", ["nl", "es-MX"], ["es-MX"], { language: "es", locale: "es-MX", direction: "ltr" }],
  ["Arabic is read from the right", ["ar-EG"], [], { language: "ar", locale: "ar-EG", direction: "rtl" }],
  ["nothing known is English", ["", "tlh"], [], { language: "en", locale: "en", direction: "ltr" }],
])("%s", (_case, wishes, spoken, chosen) => {
  expect(chosenFrom(wishes, spoken)).toEqual(chosen);
});

test("durations are said in the language", () => {
  expect([45, 240, 2880].map(makeTimes("en").duration)).toEqual(["45 minutes", "4 hours", "2 days"]);
  expect(makeTimes("de").duration(240)).toBe("4 Stunden");
});

import { expect, test } from "vitest";
import { detectLanguage } from "#embedded/routing/language";
import { lexiconHints } from "#embedded/routing/lexicon";
import { mendPersonWords } from "#embedded/routing/mend-person-words";
import { sentimentOf, urgencyOf } from "#embedded/routing/mood";
import { smallTalkOf } from "#embedded/routing/small-talk";

test.each([
  ["Where is my order?", "en"],
  ["Ich kann mich nicht anmelden", "de"],
  ["¿Dónde está mi pedido?", "es"],
  ["Je voudrais changer mon adresse", "fr"],
  ["Onde está a minha encomenda?", "pt"],
  ["Vorrei cambiare il mio indirizzo", "it"],
  ["Waar is mijn bestelling?", "nl"],
  ["注文はどこですか", "ja"],
  ["我的包裹在哪里", "zh"],
  ["أين طلبي؟", "ar"],
  ["Где мой заказ?", "ru"],
  ["Gdzie jest moje zamówienie?", "pl"],
  ["주문이 어디에 있나요", "ko"],
])("%j is %s", (text, language) => {
  expect(detectLanguage([text])).toBe(language);
});

test("a message that shows no language takes that of the one before", () => {
  expect(detectLanguage(["42", "Wann kommt mein Paket?", "hello"])).toBe("de");
  expect(detectLanguage(["42", "…"])).toBe("und");
});

test.each([
  ["hi", "greeting"],
  ["Good morning!", "greeting"],
  ["hey there 👋", "greeting"],
  ["Thank you so much for your help", "thanks"],
  ["danke schön", "thanks"],
  ["ok thanks, bye", "thanks"],
  ["goodbye and have a nice day", "bye"],
  ["谢谢", "thanks"],
  ["hi, my parcel is lost", null],
  ["no thanks to you my parcel is lost", null],
  ["ok", null],
  ["", null],
])("%j as small talk is %s", (text, kind) => {
  expect(smallTalkOf(text)).toBe(kind);
});

test("anger is below a plain question, and praise above it", () => {
  const plain = sentimentOf("where can I see my invoice");
  expect(plain).toBe(0);
  expect(sentimentOf("this is a disgrace, I am furious")).toBeLessThan(-0.6);
  expect(sentimentOf("great service, thank you, wonderful")).toBeGreaterThan(0.6);
  expect(sentimentOf("this is not good")).toBeLessThan(0);
  expect(sentimentOf("😡")).toBeLessThan(0);
});

test("shouting makes anger worse and a request more urgent", () => {
  expect(sentimentOf("THIS IS TERRIBLE!!!")).toBeLessThan(sentimentOf("this is terrible"));
  expect(urgencyOf("CALL ME BACK NOW!!!")).toBeGreaterThan(urgencyOf("call me back now"));
});

test("danger and deadlines are urgent, opening hours are not", () => {
  expect(urgencyOf("there is a smell of gas in the flat")).toBeGreaterThan(0.6);
  expect(urgencyOf("I need it asap")).toBeGreaterThan(0.5);
  expect(urgencyOf("when do you open")).toBe(0);
});

test("words of many trades hit the same group", () => {
  for (const text of ["a surcharge on my ticket", "the tariff is too high", "what's the co-pay fee"])
    expect(lexiconHints(text)).toContain("cost");
  for (const text of ["the app crashes", "error on the boiler", "the site is frozen"]) expect(lexiconHints(text)).toContain("error");
  expect(lexiconHints("priceless memories of the costume")).not.toContain("bill");
});

test("a message without any word of the lexicon says so", () => {
  expect(lexiconHints("purple")).toEqual(["=nothing-short"]);
});

test("slips in the words for a person are mended, real words stay", () => {
  expect(mendPersonWords(["manger", "reprsentative", "humna", "sombody", "hooman"])).toEqual([
    "manager",
    "representative",
    "human",
    "somebody",
    "human",
  ]);
  expect(mendPersonWords(["managed", "personal", "urgent", "agenda", "peak", "hum"])).toEqual([
    "managed",
    "personal",
    "urgent",
    "agenda",
    "peak",
    "hum",
  ]);
});

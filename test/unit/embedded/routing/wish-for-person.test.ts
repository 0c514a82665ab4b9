import fc from "fast-check";
import { expect, test } from "vitest";
import { wantsPerson } from "#embedded/routing/wish-for-person";
import { anyText } from "../any-text.ts";

test.each([
  "human",
  "AGENT!!!",
  "speak to a person",
  "hooman pls",
  "talk to a reprsentative",
  "i need to talk to a manger right now",
  "get me someone who can help",
  "Can I speak to a live person?",
  "I want to speak to a manager about the invoice",
  "put your supervisor on",
  "please connect me to the spa",
  "I'd like to talk to Sarah from billing",
  "would you mind transferring me to your colleague",
  "could I please be put in touch with an advisor",
  "how do I contact customer support",
  "who can i talk to about my claim",
  "can someone please call me back",
  "are there any humans here",
  "not satisfied, want a person",
  "I don't want to talk to a bot",
  "please no more bots",
  "You're a robot, aren't you? I need a person.",
  "I don't need another article, get me your manager",
  "I want my case to be reviewed by a human",
  "ich will keinen Bot, ich will einen Menschen",
  "Kann ich mit jemandem sprechen?",
  "Können Sie mich bitte zurückrufen?",
  "no quiero hablar con un robot",
  "¿puedo hablar con alguien?",
  "je veux parler à une vraie personne",
  "pas de robot s'il vous plaît",
  "vorrei parlare con un operatore",
  "quero falar com um atendente",
  "ik wil een medewerker spreken",
  "соедините меня с оператором",
  "担当者と話したい",
  "转人工",
  "أريد التحدث مع شخص حقيقي",
])("a person is wanted: %j", (text) => {
  expect(wantsPerson(text)).toMatchObject({ wanted: true, isDeclined: false });
});

test.each([
  "how do I talk to my landlord about this",
  "how do I become an agent",
  "what's the price per person",
  "my password manager doesn't fill in the form",
  "can I connect my phone to the tv",
  "how do I transfer money to another person",
  "someone stole my card",
  "can someone tell me when you open",
  "can I send the parcel to someone else",
  "I missed your call",
  "the machine doesn't accept my card",
  "how do I invite a team member",
  "I'd like to book a table for 4 people",
  "call me Mike",
  "get me a refund",
  "help me please",
  "This is terrible, I'm furious",
  "",
])("nobody asked for a person: %j", (text) => {
  expect(wantsPerson(text).wanted).toBe(false);
});

test.each([
  "no need for a human",
  "Please don't transfer me, just tell me the fee",
  "I don't need to talk to anyone, just cancel it",
  "I don't want to talk to a human, the bot is fine",
  "do I need to speak to someone to cancel?",
  "can I cancel without calling anyone",
  "I need to discuss it with my manager first",
  "I already spoke to an agent yesterday",
  "no agent needed",
  "keinen Mitarbeiter nötig, danke",
  "no necesito hablar con un agente",
  "pas besoin de conseiller",
  "不用转人工",
])("a person is turned down: %j", (text) => {
  expect(wantsPerson(text)).toMatchObject({ wanted: false, isDeclined: true });
});

test("the wish is found wherever it stands in a long message", () => {
  const tale = "and then the parcel went to the wrong town and came back with a hole in it ";
  for (const before of [0, 1, 3, 6]) {
    expect(wantsPerson(`${tale.repeat(before)} so please let me talk to your manager about it ${tale.repeat(2)}`).wanted).toBe(true);
  }
});

test("any text gets a score within [0, 1] that agrees with the verdict", () => {
  fc.assert(
    fc.property(anyText(60), (text) => {
      const { wanted, score } = wantsPerson(text);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(wanted).toBe(score >= 0.5);
    }),
  );
});

import { expect, test } from "vitest";
import { asksWhoIsSpeaking } from "#embedded/routing/identity-question";
import { wantsPerson } from "#embedded/routing/wish-for-person";

test.each([
  ["are you a robot?", "en"],
  ["R U A BOT", "en"],
  ["Am I talking to a human?", "en"],
  ["wait… are you an actual human being or just AI?", "en"],
  ["is this a real person?", "en"],
  ["who am I speaking with?", "en"],
  ["who are you", "en"],
  ["you’re a bot, right?", "en"],
  ["what's your name?", "en"],
  ["Bist du ein Mensch?", "de"],
  ["Schreibe ich hier mit einem Menschen oder mit einer Maschine?", "de"],
  ["Mit wem spreche ich?", "de"],
  ["¿Eres un robot?", "es"],
  ["¿Estoy hablando con una persona de verdad?", "es"],
  ["¿Quién eres?", "es"],
  ["Êtes-vous une vraie personne ?", "fr"],
  ["Est-ce que je parle à un humain ?", "fr"],
  ["C'est un robot ?", "fr"],
])("%j asks who is speaking, in %s", (text, language) => {
  expect(asksWhoIsSpeaking(text)).toBe(language);
});

test.each([
  "I want to talk to a human, not a robot",
  "are you a robot? I want a human",
  "can I talk to a real person",
  "quiero hablar con una persona",
  "kann ich mit einem Menschen sprechen?",
  "puis-je parler à un humain ?",
])("%j is a wish for a person, not a question who is speaking", (text) => {
  expect(asksWhoIsSpeaking(text)).toBeNull();
  expect(wantsPerson(text).wanted).toBe(true);
});

test.each(["are you open on Sunday?", "who are you to tell me that", "is this a garden", "are you sure", "robot vacuum price", "", "?!"])(
  "%j asks something else",
  (text) => {
    expect(asksWhoIsSpeaking(text)).toBeNull();
  },
);

test("a long message is read in no time", () => {
  expect(asksWhoIsSpeaking("are you a ".repeat(5_000))).toBeNull();
});

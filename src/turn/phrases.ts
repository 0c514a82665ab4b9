/** What the assistant says in its own words, around the articles' words. Plain sentences; never a promise that the system does not keep. */
import type { HandoffReason } from "#contracts/events";
import type { SmallTalk } from "#domain/routing";

export const courtesy: Record<Exclude<SmallTalk, "identity">, string> = {
  greeting: "Hello! What can I help you with?",
  thanks: "You're welcome. Is there anything else?",
  bye: "Goodbye, and thanks for writing.",
};

/**
 * Who is speaking, said to whoever asks, in the language of the question where we have it (Regulation (EU) 2024/1689, Article 50).
 * @param name of the assistant, as the brand has it. @param language BCP 47 primary tag.
 */
export const identity = (name: string, language: string): string => (identityIn[language] ?? inEnglish)(name);

const inEnglish = (name: string): string =>
  `You are writing with ${name}, an AI assistant, not a person. I answer from our help articles and show where each answer comes from. Would you rather have a person? Say yes, or use “Talk to a person”.`;

const identityIn: Readonly<Record<string, (name: string) => string>> = {
  de: (name) =>
    `Sie schreiben mit ${name}, einem KI-Assistenten, nicht mit einem Menschen. Ich antworte aus unseren Hilfeartikeln und zeige, woher jede Antwort stammt. Möchten Sie lieber einen Menschen? Antworten Sie mit „Ja“ oder wählen Sie „Talk to a person“.`,
  es: (name) =>
    `Está escribiendo con ${name}, un asistente de IA, no con una persona. Respondo con nuestros artículos de ayuda y muestro de dónde sale cada respuesta. ¿Prefiere a una persona? Responda «sí» o use «Talk to a person».`,
  fr: (name) =>
    `Vous écrivez à ${name}, un assistant IA, pas à une personne. Je réponds à partir de nos articles d'aide et j'indique la source de chaque réponse. Préférez-vous une personne ? Répondez « oui » ou utilisez « Talk to a person ».`,
};

export const declined = "All right. Ask me anything else, or use “Talk to a person” whenever you like.";

export const notCovered = "I couldn't find an answer to that in our help articles, and I'd rather not guess. Shall I bring in a person?";

/** @param titles articles that come near, in the order of their citation marks. */
export const nearMisses = (titles: readonly string[]): string =>
  [
    "I have no sure answer to that. These articles come nearest:",
    ...titles.map((title, i) => `- ${title} [${i + 1}]`),
    "Does one of them help, or shall I bring in a person?",
  ].join("\n");

export const handoffText: Record<HandoffReason, string> = {
  asked_for_person: "Of course. I'm passing this on to a person and opening a ticket for you.",
  accepted_offer: "I'm passing this on to a person and opening a ticket for you.",
  complaint: "I'm sorry about this. A person should look at it, so I'm passing it on and opening a ticket for you.",
  unanswered: "I keep missing what you need, so I'm passing this on to a person and opening a ticket for you.",
  turn_failed:
    "Something went wrong on our side while I was working on your message. I'm passing it on to a person and opening a ticket for you.",
  button: "I'm passing this on to a person and opening a ticket for you.",
};

/** @param number of the ticket, or null while it is being opened. */
export const alreadyWaiting = (number: string | null): string =>
  number === null
    ? "A person has been asked for, and your ticket is being opened. What you write here goes with it."
    : `A person has been asked for: your ticket is ${number}. What you write here goes with it.`;

export const addedToTicket = (number: string | null): string =>
  number === null
    ? "I've noted that. A person will read it with your ticket."
    : `I've noted that with ticket ${number}. A person will read it.`;

export const ticketOpened = (number: string): string =>
  `Your ticket is ${number}. A person will answer you here; you can close this window and come back.`;

export const turnFailed =
  "Something went wrong on our side and I couldn't work on your message. Please try again, or use “Talk to a person”.";

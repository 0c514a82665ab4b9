/** What the assistant says in its own words, around the articles' words. Plain sentences; never a promise that the system does not keep. */
import type { HandoffReason } from "#contracts/events";
import type { SmallTalk } from "#domain/routing";

export const courtesy: Record<SmallTalk, string> = {
  greeting: "Hello! What can I help you with?",
  thanks: "You're welcome. Is there anything else?",
  bye: "Goodbye, and thanks for writing.",
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

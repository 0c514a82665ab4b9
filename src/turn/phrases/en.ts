import type { Phrases } from "./table.ts";

export const en: Phrases = {
  courtesy: {
    greeting: "Hello! What can I help you with?",
    thanks: "You're welcome. Is there anything else?",
    bye: "Goodbye, and thanks for writing.",
  },
  identity: (name) =>
    `You are writing with ${name}, an AI assistant, not a person. I answer from our help articles and show where each answer comes from. Would you rather have a person? Say yes, or use “Talk to a person”.`,
  declined: "All right. Ask me anything else, or use “Talk to a person” whenever you like.",
  notCovered: "I couldn't find an answer to that in our help articles, and I'd rather not guess. Shall I bring in a person?",
  nearMisses: {
    before: "I have no sure answer to that. These articles come nearest:",
    after: "Does one of them help, or shall I bring in a person?",
  },
  handoff: {
    asked_for_person: "Of course. I'm passing this on to a person and opening a ticket for you.",
    accepted_offer: "I'm passing this on to a person and opening a ticket for you.",
    complaint: "I'm sorry about this. A person should look at it, so I'm passing it on and opening a ticket for you.",
    unanswered: "I keep missing what you need, so I'm passing this on to a person and opening a ticket for you.",
    turn_failed:
      "Something went wrong on our side while I was working on your message. I'm passing it on to a person and opening a ticket for you.",
    button: "I'm passing this on to a person and opening a ticket for you.",
  },
  alreadyWaiting: (number) =>
    number === null
      ? "A person has been asked for, and your ticket is being opened. What you write here goes with it."
      : `A person has been asked for: your ticket is ${number}. What you write here goes with it.`,
  addedToTicket: (number) =>
    number === null
      ? "I've noted that. A person will read it with your ticket."
      : `I've noted that with ticket ${number}. A person will read it.`,
  returnedToQueue: (operator) => `${operator} could not go on. You are back in the queue, and a colleague will answer you here.`,
  ticketOpened: (number) => `Your ticket is ${number}. A person will answer you here; you can close this window and come back.`,
  ticketOpenedLate: (number) => `For your records: the request to a person has the ticket ${number}. It is closed already.`,
  turnFailed: "Something went wrong on our side and I couldn't work on your message. Please try again, or use “Talk to a person”.",
  noThanks: "No, thanks",
  tools: {
    cardBelow: "Please look at the card below. Nothing happens before you confirm it.",
    cardWaits: "The card above still waits for your decision. Nothing happens before you press its button.",
    confirmed: "Confirmed. It is being done now, and you will read here what came of it.",
    declined: "All right, I'm leaving it. Nothing was changed.",
    expired: "That was not confirmed in time, so nothing was done. Ask again if you still want it.",
    signInFirst: (title) => `${title}: I can look into that as soon as I know who you are. Please sign in on this site, and ask me again.`,
    failed: (title) =>
      `${title}: our own system does not answer at the moment, so I can't look into that. Please try again in a minute, or talk to a person.`,
    refused: (title) => `${title}: our own system did not accept that, so nothing was changed. A person can help.`,
    unknown: (title) => `I could not find out whether this was done: “${title}” Please don't start it again. A person has to look at it.`,
  },
};

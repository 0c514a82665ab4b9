/** What the assistant says in its own words, around the articles' words, in one language. Plain sentences; never a promise that the system does not keep. */
import type { HandoffReason } from "#contracts/events";
import type { SmallTalk } from "#domain/routing";

export type Phrases = {
  courtesy: Record<Exclude<SmallTalk, "identity">, string>;
  /** Who is speaking, said to whoever asks (Regulation (EU) 2024/1689, Article 50). `name`: of the assistant, as the brand has it. */
  identity: (name: string) => string;
  declined: string;
  notCovered: string;
  /** Around the titles of articles that come near. */
  nearMisses: { before: string; after: string };
  handoff: Record<HandoffReason, string>;
  /** `number`: of the ticket; null while it is being opened. */
  alreadyWaiting: (number: string | null) => string;
  addedToTicket: (number: string | null) => string;
  /** The person who had the conversation is gone. */
  returnedToQueue: (operator: string) => string;
  ticketOpened: (number: string) => string;
  /** The conversation did not wait for it. */
  ticketOpenedLate: (number: string) => string;
  turnFailed: string;
  /** What a customer may click who wants no person. `consentIn` reads it as a no. */
  noThanks: string;
  /** Around tools, where no tool file has words of its own. `title`: of the tool or of its card, as its file has it. */
  tools: {
    /** Beside a card, whose own words say what will happen. */
    cardBelow: string;
    cardWaits: string;
    /** To a customer who wrote a plain yes or no right after a card. */
    confirmed: string;
    declined: string;
    expired: string;
    signInFirst: (title: string) => string;
    failed: (title: string) => string;
    refused: (title: string) => string;
    /** A deed was sent, and its end could not be learned. */
    unknown: (title: string) => string;
  };
};

export type ToolPhrases = Phrases["tools"];

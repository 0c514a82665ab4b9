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
  turnFailed: string;
  /** What a customer may click who wants no person. `consentIn` reads it as a no. */
  noThanks: string;
};

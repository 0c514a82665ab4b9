/**
 * What the visitor told the desk beside messages: ratings of answers, an address, a rating of the whole conversation. Each is said again after every reconnect until
 * the log shows it. They live as long as the page: what was not confirmed when it closes is not worth surprising somebody with later.
 */
import type { ClientFrame } from "#contracts/frames";
import type { KnownEvent } from "#browser/wire/events";
import type { Rating, Verdict } from "./visit.ts";

export type Wishes = {
  ratings: ReadonlyMap<string, { rating: Rating; reason?: string }>;
  contact: () => string | null;
  verdict: () => Verdict | null;
  rate: (turn: string, rating: Rating, reason?: string) => void;
  leaveContact: (email: string) => void;
  judge: (verdict: Verdict) => void;
  /** Says again what the log does not show. */
  repeat: () => void;
  /** The log shows this now. */
  seen: (event: KnownEvent) => void;
  /** The desk does not take it. */
  refused: () => void;
  forget: () => void;
};

/** `say`: false when there is no line. */
export function makeWishes(say: (frame: ClientFrame) => boolean, changed: () => void): Wishes {
  const ratings = new Map<string, { rating: Rating; reason?: string }>();
  let contact: string | null = null;
  let verdict: Verdict | null = null;

  const sayContact = (email: string): boolean => say({ v: 1, type: "contact", email });
  const sayVerdict = ({ score, comment }: Verdict): boolean => say({ v: 1, type: "rate", score, ...(comment === "" ? {} : { comment }) });
  const dropGeneral = (): void => {
    contact = null;
    verdict = null;
  };

  return {
    ratings,
    contact: () => contact,
    verdict: () => verdict,
    rate: (turn, rating, reason) => {
      const feedback = reason === undefined ? { rating } : { rating, reason };
      ratings.set(turn, feedback);
      say({ v: 1, type: "feedback", turn, ...feedback });
      changed();
    },
    leaveContact: (email) => {
      contact = email;
      sayContact(email);
      changed();
    },
    judge: (given) => {
      verdict = given;
      sayVerdict(given);
      changed();
    },
    repeat: () => {
      for (const [turn, feedback] of ratings) say({ v: 1, type: "feedback", turn, ...feedback });
      if (contact !== null) sayContact(contact);
      if (verdict !== null) sayVerdict(verdict);
    },
    seen: (event) => {
      if (event.type === "feedback.given") ratings.delete(event.turn);
      if (event.type === "customer.contact") contact = null;
      if (event.type === "conversation.rated") verdict = null;
    },
    refused: dropGeneral,
    forget: () => {
      ratings.clear();
      dropGeneral();
    },
  };
}

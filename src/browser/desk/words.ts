/** The desk's words for what the contracts name, and for lengths of time. Pure. */
import type { SettledReason } from "#contracts/desk";

const reasons: Readonly<Record<string, string>> = {
  asked_for_person: "Asked for a person",
  accepted_offer: "Accepted the offer",
  complaint: "Complaint",
  unanswered: "Not answered",
  turn_failed: "Answer failed",
  button: "Pressed the button",
};

export const reasonWords = (reason: string): string => reasons[reason] ?? reason.replaceAll("_", " ");

export const settledReasons: readonly { reason: SettledReason; title: string; about: string }[] = [
  { reason: "resolved", title: "Resolved", about: "The question is answered." },
  { reason: "no_answer", title: "No answer", about: "The customer did not come back." },
  { reason: "spam", title: "Spam", about: "Nobody who wanted help." },
];

export const settledWords = (reason: string): string =>
  settledReasons.find((one) => one.reason === reason)?.title ?? reason.replaceAll("_", " ");

const minuteMs = 60_000;

/** "just now", "4 min", "3 h", "2 days". */
export function lengthOfTime(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** `sentiment`: [-1, 1]. "Upset" from where the brief says so and the priority rises. */
export function sentimentWords(sentiment: number): string {
  if (sentiment < -0.3) return "Upset";
  if (sentiment < -0.1) return "Unhappy";
  if (sentiment <= 0.3) return "Neutral";
  return "Friendly";
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** 0.4 ms, 6.2 ms, 42 ms, 1.3 s. */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** "ML" of "Mira Lindqvist"; at most two letters. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((part) => [...part].slice(0, 1))
    .slice(0, 2)
    .join("")
    .toUpperCase();

/** Whoever nobody vouches for has no name: a visitor, told apart by the first letters of the conversation. */
export const visitorName = (id: string, customer: { subject: string; name: string | null } | null): string =>
  customer === null ? `Visitor ${id.slice(0, 4)}` : (customer.name ?? customer.subject);

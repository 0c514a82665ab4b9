/** A brief composed from the log alone: the customer's own words, what the AI answered with which sources, and a priority by reason and mood. */
import type { HandoffReason } from "#contracts/events";
import type { Brief } from "#contracts/tickets";
import type { EscalationInput } from "./input.ts";

/** Longest title, in characters. */
const titleLength = 90;
/** The queue shows the newest words; the whole conversation is one click away. */
const wishesShown = 5;

const whyText: Record<HandoffReason, string> = {
  asked_for_person: "asked for a person",
  accepted_offer: "accepted the offer of a person",
  complaint: "complained",
  unanswered: "got no answer from the articles",
  turn_failed: "met a failure of the assistant",
  button: "pressed the button for a person",
};

export function composeBrief({ reason, category, sentiment, exchanges }: EscalationInput): Brief {
  const wishes = exchanges.map((exchange) => exchange.customer).slice(-wishesShown);
  const tried = exchanges.flatMap(({ customer, answer, sources }) => (answer === null ? [] : [{ question: customer, answer, sources }]));
  const opening = wishes.toSorted((a, b) => b.length - a.length)[0] ?? "No message yet";
  const answered = tried.filter((attempt) => attempt.sources.length > 0).length;
  const summary = [
    `The customer ${whyText[reason]} after ${count(exchanges.length, "message")}.`,
    answered > 0 ? `The assistant answered ${count(answered, "time")} from the articles.` : "Nothing was answered from the articles.",
    sentiment < -0.3 ? "The tone is upset." : "",
  ];
  return {
    title: shortened(opening),
    summary: summary.filter((sentence) => sentence !== "").join(" "),
    category,
    sentiment,
    priority: priorityOf(reason, sentiment),
    wishes,
    tried,
  };
}

function priorityOf(reason: HandoffReason, sentiment: number): Brief["priority"] {
  if (reason === "complaint") return sentiment < -0.5 ? "urgent" : "high";
  return sentiment < -0.3 ? "high" : "normal";
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** At most `titleLength` characters on one line, cut between words where there are any. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= titleLength) return line;
  const lastSpace = line.lastIndexOf(" ", titleLength - 1);
  const cut = line.slice(0, lastSpace > 0 ? lastSpace : titleLength - 1);
  // A cut through a surrogate pair would leave half a character.
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

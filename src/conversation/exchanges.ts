/** What was said in a conversation, as pairs of the customer's words and the assistant's. */
import type { EscalationInput } from "#agents/escalation/input";
import type { TurnInput } from "#turn/support-plan";
import type { Records } from "./records.ts";

/** Events that are looked at for a brief or a prompt. */
const looksBack = 60;

/** @param before only what stands before this place in the log. */
export function exchangesOf(records: Records, before = Infinity): EscalationInput["exchanges"] {
  const exchanges: EscalationInput["exchanges"] = [];
  for (const { seq, event } of records.log.latest(["customer.message", "answer.completed", "operator.message"], looksBack)) {
    if (seq >= before) break;
    const last = exchanges.at(-1);
    if (event.type === "customer.message") exchanges.push({ customer: event.text, answer: null, sources: [] });
    else if (event.type === "answer.completed" && last && last.answer === null) {
      last.answer = event.text;
      last.sources = [...new Set(event.citations.map((citation) => citation.article))];
    }
  }
  return exchanges;
}

/** Before the message at `seq`, oldest first. */
export const saidBefore = (records: Records, seq: number): TurnInput["history"] =>
  exchangesOf(records, seq).map(({ customer, answer }) => ({ customer, answer }));

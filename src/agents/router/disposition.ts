/** What the routing means for the turn, before anybody has looked into the articles. */
import { z } from "zod";
import type { Routing } from "#domain/routing";

export const DispositionSchema = z
  .enum(["answer", "courtesy", "asked_for_person", "complaint"])
  .describe("answer: look for one; courtesy: greeting, thanks, goodbye or 'who are you?' alone; the others go to a person");
export type Disposition = z.infer<typeof DispositionSchema>;

/**
 * From this calibrated confidence on, an intent that is marked for people goes to one at once. Below it the customer still gets an answer with a person on
 * offer: a needless handoff costs a person's minutes, a missed one costs the customer one click.
 */
const sureEnough = 0.7;

export function dispositionOf(routing: Routing, handoffIntents: ReadonlySet<string>): Disposition {
  // "Am I talking to a human?" wants the truth before it wants a human; the answer offers one.
  if (routing.smallTalk === "identity") return "courtesy";
  if (routing.wantsPerson.wanted) return "asked_for_person";
  if (routing.smallTalk !== null) return "courtesy";
  const forPeople = routing.intent !== null && handoffIntents.has(routing.intent);
  return forPeople && routing.confidence >= sureEnough ? "complaint" : "answer";
}

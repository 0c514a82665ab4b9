/** The escalation agent: the brief that a person reads before saying a word, made of what was said and tried. */
import { type Brief, BriefSchema } from "#contracts/tickets";
import type { ModelPorts } from "#ports/models";
import type { Agent } from "../agent.ts";
import { redactAccountNumbers } from "../account-numbers.ts";
import { policies } from "../policies.ts";
import { composeBrief } from "./compose-brief.ts";
import { type EscalationInput, EscalationInputSchema } from "./input.ts";
import { writeBrief } from "./write-brief.ts";

/** `models`: absent on a desk that has none. */
export type EscalationPorts = { models?: ModelPorts | undefined };

export const escalationAgent: Agent<EscalationInput, Brief, EscalationPorts> = {
  name: "escalation",
  description:
    "Writes the brief for the person who takes over: what the customer wants, what was tried, how urgent it is. Holds no card, bank account or social security number.",
  effect: "read",
  input: EscalationInputSchema,
  output: BriefSchema,
  policy: policies.escalation,
  rungs: [
    {
      name: "model",
      available: ({ models }) => models?.has("escalation") === true,
      run(input, { models }, context) {
        if (!models) throw new Error("this rung needs models");
        return writeBrief(withoutAccountNumbers(input), models, context);
      },
    },
    { name: "embedded", run: (input) => composeBrief(withoutAccountNumbers(input)) },
  ],
};

/** A brief travels to the ticket desk, which may be somebody else's system. */
const withoutAccountNumbers = (input: EscalationInput): EscalationInput => ({
  ...input,
  exchanges: input.exchanges.map((exchange) => ({
    ...exchange,
    customer: redactAccountNumbers(exchange.customer),
    answer: exchange.answer === null ? null : redactAccountNumbers(exchange.answer),
  })),
});

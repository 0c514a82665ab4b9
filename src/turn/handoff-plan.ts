/** The plan of a handoff: one step, the escalation agent's brief. It runs when the ticket is about to be opened, off the customer's path. */
import { EscalationInputSchema } from "#agents/escalation/input";
import type { Plan } from "#plan/plan";
import { checkedOnce } from "./checked.ts";

export const handoffPlan: Plan = {
  name: "handoff",
  version: 1,
  steps: [
    {
      id: "escalation",
      agent: "escalation",
      input: {
        reason: { from: "turn", path: ["reason"] },
        category: { from: "turn", path: ["category"] },
        sentiment: { from: "turn", path: ["sentiment"] },
        exchanges: { from: "turn", path: ["exchanges"] },
      },
    },
  ],
  // Three attempts at 10 s with their waits.
  budget: { timeoutMs: 31_000, costMicros: 15_000 },
};

export const checkedHandoffPlan = checkedOnce(handoffPlan, EscalationInputSchema);

/**
 * The time that each agent may take, as the article that Edgedesk implements sets it: 5, 5, 8 and 10 seconds for one attempt. The money is the most that one attempt down the whole
 * ladder is meant to cost; what is really spent is capped by the budgets of `support/models.yaml`.
 */
import type { AgentPolicy } from "./agent.ts";

const backoff = { initialMs: 100, factor: 2, maxMs: 1_000 };

export const policies = {
  router: { timeoutMs: 5_000, retries: 1, backoff, maxCostMicros: 2_000 },
  knowledge: { timeoutMs: 5_000, retries: 1, backoff, maxCostMicros: 100 },
  resolution: { timeoutMs: 8_000, retries: 1, backoff, maxCostMicros: 10_000 },
  escalation: { timeoutMs: 10_000, retries: 2, backoff, maxCostMicros: 5_000 },
} as const satisfies Record<string, AgentPolicy>;

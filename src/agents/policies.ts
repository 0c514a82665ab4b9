/** The time that each agent may take, as the article that Edgedesk implements sets it: 5, 5, 8 and 10 seconds for one attempt. */
import type { AgentPolicy } from "./agent.ts";

const backoff = { initialMs: 100, factor: 2, maxMs: 1_000 };

export const policies = {
  router: { timeoutMs: 5_000, retries: 1, backoff, maxCostMicros: 0 },
  knowledge: { timeoutMs: 5_000, retries: 1, backoff, maxCostMicros: 0 },
  resolution: { timeoutMs: 8_000, retries: 1, backoff, maxCostMicros: 0 },
  escalation: { timeoutMs: 10_000, retries: 2, backoff, maxCostMicros: 0 },
} as const satisfies Record<string, AgentPolicy>;

/** What may go wrong in a campaign, where, and how often: plain data that the campaign hands to its Worker and its ticket desk. */
import { z } from "zod";
import { modelFaults } from "../test/doubles/model-script.ts";

/** The faults of each place, all equally likely there. */
export const faultsAt = {
  /** The ports of the agents. `hang` outlasts the agent's time. */
  router: ["error", "slow", "hang"],
  knowledge: ["error", "slow", "hang"],
  /** Every statement and batch of D1. */
  database: ["error"],
  /** From the outbox into the queue. */
  queue: ["error", "done_then_error", "dropped", "twice", "late"],
  /** From the queue to the workflow. */
  workflow: ["error", "done_then_error"],
  /** From the workflow to the conversation. */
  brief: ["error"],
  callback: ["error", "done_then_error", "twice"],
  /** The outside ticket desk, when it is asked for a ticket. */
  desk: ["error", "done_then_error", "slow", "silence", "cut"],
  /** The provider of models, over the network. */
  provider: modelFaults,
  /** Between client and Worker, by the cutting proxy. */
  line: ["cut", "stalled"],
} as const;

export type Site = keyof typeof faultsAt;
export type Fault = (typeof faultsAt)[Site][number];

const Chance = z.number().min(0).max(1).default(0);

export const FaultPlanSchema = z.object({
  seed: z.int(),
  /** Chance of a fault for each call at a place, [0, 1]. */
  chance: z.object({
    router: Chance,
    knowledge: Chance,
    database: Chance,
    queue: Chance,
    workflow: Chance,
    brief: Chance,
    callback: Chance,
    desk: Chance,
    provider: Chance,
    line: Chance,
  }),
});
export type FaultPlan = z.infer<typeof FaultPlanSchema>;
export type Chances = Partial<FaultPlan["chance"]>;

export const faultPlan = (seed: number, chance: Chances): FaultPlan => FaultPlanSchema.parse({ seed, chance });

/** What one call met: a line of the Worker's log, so that it is counted outside of the process that is killed. */
export const RollSchema = z.object({ site: z.string(), fault: z.string().nullable() });
export type Roll = z.infer<typeof RollSchema>;

/** Each agent's models out of a profile, every one of them under guard. Made for one conversation, because its budget is one of those that are asked. */
import type { Price, Spend } from "#domain/spending";
import type { Clock } from "#ports/clock";
import type { AgentModel, CallScope, Instructions, ModelAccount, ModelAgent, ModelPorts } from "#ports/models";
import type { Telemetry } from "#ports/telemetry";
import { reserved } from "./budget.ts";
import { guarded } from "./guarded-model.ts";
import type { StreamingModel } from "./provider.ts";
import type { SharedBreaker } from "./shared-breaker.ts";
import type { SharedSpending } from "./shared-spending.ts";

export type CallLimits = { idleMs: number; totalMs: number; maxInputTokens: number; maxOutputTokens: number };

export type LaddersOptions = {
  models: Readonly<Record<ModelAgent, readonly { id: string; model: StreamingModel; price: Price }[]>>;
  limits: Readonly<Record<ModelAgent, CallLimits>>;
  conversationCap: Spend;
  instructions: Instructions;
  breaker: SharedBreaker;
  spending: SharedSpending;
  account: ModelAccount;
  clock: Clock;
  telemetry: Telemetry;
};

export class Ladders implements ModelPorts {
  readonly instructions: Instructions;
  readonly #options: LaddersOptions;

  constructor(options: LaddersOptions) {
    this.#options = options;
    this.instructions = options.instructions;
  }

  prepare(): Promise<void> {
    return this.#options.spending.prepare(this.#options.account.visitor());
  }

  has(agent: ModelAgent): boolean {
    return this.#options.models[agent].length > 0;
  }

  maxInputTokens(agent: ModelAgent): number {
    return this.#options.limits[agent].maxInputTokens;
  }

  ladder(agent: ModelAgent, scope: CallScope): readonly AgentModel[] {
    const { models, limits, clock, breaker, telemetry } = this.#options;
    const { idleMs, totalMs, maxOutputTokens } = limits[agent];
    const endsAtMs = clock.now() + totalMs;
    return models[agent].map(({ id, model, price }) => ({
      id,
      maxOutputTokens,
      reject: () => breaker.note(id, "failed"),
      model: guarded({
        id,
        model,
        price,
        idleMs,
        endsAtMs,
        clock,
        breaker,
        telemetry,
        ...scope,
        reserve: (estimate) => reserved(this.#options, estimate),
      }),
    }));
  }
}

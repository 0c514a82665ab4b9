/** The breaker of one model, as one object that every conversation shares; its name is the model's id. What it knows survives its eviction. */
import { DurableObject } from "cloudflare:workers";
import { admissionTo, afterCalls, type Breaker, closedBreaker, withProbe } from "#domain/breaker";

const key = "breaker";

export class ProviderHealth extends DurableObject<Env> {
  #breaker: Breaker = this.ctx.storage.kv.get<Breaker>(key) ?? closedBreaker;

  async read(): Promise<Breaker> {
    return this.#breaker;
  }

  async report(calls: { succeeded: number; failed: number }): Promise<Breaker> {
    return this.#keep(afterCalls(this.#breaker, calls, Date.now()));
  }

  /** Lets one caller through once the pause is over; the others are told how things stand. */
  async takeProbe(): Promise<{ granted: boolean; breaker: Breaker }> {
    const nowMs = Date.now();
    const admission = admissionTo(this.#breaker, nowMs);
    if (admission === "probe") this.#keep(withProbe(this.#breaker, nowMs));
    return { granted: admission !== "refuse", breaker: this.#breaker };
  }

  #keep(breaker: Breaker): Breaker {
    this.#breaker = breaker;
    this.ctx.storage.kv.put(key, breaker);
    return breaker;
  }
}

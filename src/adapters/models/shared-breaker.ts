/**
 * Breakers that all conversations share, one for each model: the truth is an object (`ProviderHealth`), and each isolate keeps what it last heard, so that a call waits for nobody. What an
 * isolate sees fail counts there at once and is told to the object; successes are told together with the next failure. Only a probe is asked for and waited for, because exactly one may go.
 */
import { admissionTo, afterCalls, type Breaker, closedBreaker, withProbe } from "#domain/breaker";
import type { Clock } from "#ports/clock";

/** What the object of one model offers. */
export type HealthObject = {
  read(): Promise<Breaker>;
  report(calls: { succeeded: number; failed: number }): Promise<Breaker>;
  takeProbe(): Promise<{ granted: boolean; breaker: Breaker }>;
};

type Held = { breaker: Breaker; untold: number; telling: number; checkedAtMs: number };

/** What an isolate keeps between requests, by model. */
export type BreakerMemory = Map<string, Held>;

export type SharedBreakerOptions = {
  memory: BreakerMemory;
  objectOf: (model: string) => HealthObject;
  clock: Clock;
  /** Keeps work alive that nobody waits for. */
  background: (work: Promise<void>) => void;
};

/** What is older is looked up again, behind the caller's back. */
const checkAfterMs = 5_000;
/** Longest wait for the object's word on a probe; then the isolate gives its own. */
const probePatienceMs = 500;

export class SharedBreaker {
  readonly #options: SharedBreakerOptions;

  constructor(options: SharedBreakerOptions) {
    this.#options = options;
  }

  /** Whether the model may be called now. Whoever is let through says with `note` how it went. */
  async admits(model: string): Promise<boolean> {
    const { clock } = this.#options;
    const held = this.#held(model);
    if (clock.now() - held.checkedAtMs >= checkAfterMs) this.#tell(model, held, (object) => object.read());
    const admission = admissionTo(held.breaker, clock.now());
    return admission === "probe" ? this.#probe(model, held) : admission === "pass";
  }

  note(model: string, ended: "succeeded" | "failed"): void {
    const held = this.#held(model);
    const wasClosed = held.breaker.openings === 0;
    const one = { succeeded: ended === "succeeded" ? 1 : 0, failed: ended === "failed" ? 1 : 0 };
    held.breaker = afterCalls(held.breaker, one, this.#options.clock.now());
    if (ended === "succeeded" && wasClosed) {
      held.untold += 1;
      return;
    }
    const calls = { ...one, succeeded: one.succeeded + held.untold };
    held.untold = 0;
    this.#tell(model, held, (object) => object.report(calls));
  }

  async #probe(model: string, held: Held): Promise<boolean> {
    const { objectOf, clock } = this.#options;
    const own = { granted: true, breaker: withProbe(held.breaker, clock.now()) };
    // Nobody else of this isolate asks meanwhile.
    held.breaker = own.breaker;
    const { granted, breaker } = await new Promise<typeof own>((resolve) => {
      const cancel = clock.after(probePatienceMs, () => resolve(own));
      objectOf(model)
        .takeProbe()
        .catch(() => own)
        .finally(cancel)
        .then(resolve, () => resolve(own));
    });
    held.breaker = breaker;
    return granted;
  }

  #held(model: string): Held {
    const known = this.#options.memory.get(model) ?? { breaker: closedBreaker, untold: 0, telling: 0, checkedAtMs: 0 };
    this.#options.memory.set(model, known);
    return known;
  }

  /** What the object answers is believed unless something that it has not heard yet is on its way. */
  #tell(model: string, held: Held, ask: (object: HealthObject) => Promise<Breaker>): void {
    const { objectOf, clock, background } = this.#options;
    Object.assign(held, { telling: held.telling + 1, checkedAtMs: clock.now() });
    const told = ask(objectOf(model)).then(
      (breaker) => {
        held.telling -= 1;
        if (held.telling === 0) held.breaker = breaker;
      },
      () => {
        held.telling -= 1;
      },
    );
    background(told);
  }
}

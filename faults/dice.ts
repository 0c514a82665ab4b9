/** Seeded chance (mulberry32). The seed fixes what is thrown, not who throws first: the runtime under test schedules as it likes. */
import { type FaultPlan, faultsAt, type Site } from "./plan.ts";

export type Dice = {
  /** Uniform in [0, 1). */
  unit(): number;
  /** The fault that a call at `site` meets, or null. */
  roll<S extends Site>(site: S): (typeof faultsAt)[S][number] | null;
};

export function makeDice({ seed, chance }: FaultPlan): Dice {
  const unit = randomUnits(seed);
  return {
    unit,
    roll: (site) => {
      if (unit() >= chance[site]) return null;
      const faults = faultsAt[site];
      return faults[Math.floor(unit() * faults.length)] ?? null;
    },
  };
}

/** A generator of numbers in [0, 1). */
export function randomUnits(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

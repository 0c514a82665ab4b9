/** Chance of one simulated world. Everything random is drawn from here, in the order in which it happens, so that a seed replays. */
import { SeededRandomness } from "../fakes/seeded-randomness.ts";

export class Dice {
  readonly randomness: SeededRandomness;

  constructor(seed: number) {
    this.randomness = new SeededRandomness(seed);
  }

  unit(): number {
    return this.randomness.unit();
  }

  id(): string {
    return this.randomness.id();
  }

  /** True with probability `p`. */
  under(p: number): boolean {
    return this.randomness.unit() < p;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.randomness.unit() * (high - low);
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }
}

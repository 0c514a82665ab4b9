/** Chance that a test can replay: mulberry32 over a seed (public domain, Tommy Ettinger). */
import type { Randomness } from "#ports/randomness";

export class SeededRandomness implements Randomness {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  id(): string {
    return Array.from({ length: 32 }, () => Math.floor(this.unit() * 16).toString(16)).join("");
  }
}

/** Chance from the platform's cryptographic generator. */
import type { Randomness } from "#ports/randomness";

export const workersRandomness: Randomness = {
  unit: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  id: () => crypto.randomUUID().replaceAll("-", ""),
};

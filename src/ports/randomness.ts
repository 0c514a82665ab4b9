/** Chance, as the core sees it: injected so that a simulation can replay it. */
export interface Randomness {
  /** Uniform in [0, 1). For jitter, never for secrets. */
  unit(): number;
  /** 128 random bits, 32 lower-case hexadecimal digits. */
  id(): string;
}

/** What was checked how often, and what did not hold. */

/** The invariants of docs/reliability.md, in the order in which they are shown. */
export const invariants = [
  "what was acked is stored, where the ack said",
  "what was said is stored in the end",
  "stored once, as it was said",
  "the log has no gap and no repetition",
  "who waited for an ack stands before what was said next",
  "a socket tells the log in order, once",
  "a message has one ending",
  "it comes within the deadline",
  "a handoff has one ticket",
  "its number is in the log once",
  "a ticket has a handoff",
  "no agent speaks while a person has the floor",
  "the text seen in the end is the stored text",
  "streamed pieces are the stored text's beginning",
  "a stream's text seen in the end is the stored text",
  "a stream that was cut ends as the whole text",
] as const;
export type Invariant = (typeof invariants)[number];

export class Tally {
  readonly #rows = new Map<Invariant, { trials: number; violations: string[] }>();

  #latest: string[] = [];

  /** One trial; `violation` says what and where when it failed. */
  check(invariant: Invariant, holds: boolean, violation: () => string): void {
    const row = this.row(invariant);
    row.trials += 1;
    if (!holds) {
      const words = violation();
      row.violations.push(words);
      this.#latest.push(`${invariant}: ${words}`);
    }
    this.#rows.set(invariant, row);
  }

  row(invariant: Invariant): { trials: number; violations: string[] } {
    return this.#rows.get(invariant) ?? { trials: 0, violations: [] };
  }

  get violations(): string[] {
    return invariants.flatMap((invariant) => this.row(invariant).violations.map((violation) => `${invariant}: ${violation}`));
  }

  /** The violations that came since this was asked last. */
  latest(): string[] {
    const latest = this.#latest;
    this.#latest = [];
    return latest;
  }

  /** Adds another tally to this one. */
  add(other: Tally): void {
    for (const invariant of invariants) {
      const { trials, violations } = other.row(invariant);
      const mine = this.row(invariant);
      this.#rows.set(invariant, { trials: mine.trials + trials, violations: [...mine.violations, ...violations] });
    }
  }
}

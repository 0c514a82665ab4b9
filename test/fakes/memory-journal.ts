/** A journal in memory, with the order in which its records were written. */
import type { Journal, StepRecord } from "#plan/journal";

export class MemoryJournal implements Journal {
  readonly records: StepRecord[];

  /** @param before what an earlier attempt at the run has written. */
  constructor(before: readonly StepRecord[] = []) {
    this.records = [...before];
  }

  done(step: string): StepRecord | undefined {
    return this.records.findLast((record) => record.step === step && record.outcome === "done");
  }

  record(record: StepRecord): void {
    this.records.push(record);
  }
}

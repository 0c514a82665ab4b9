/**
 * The journal of every run, in the object's SQLite. A record that today's code cannot read counts as missing: its step runs again. An agent that was at work when
 * the conversation was erased leaves nothing behind: without a standing nothing is written.
 */
import { z } from "zod";
import { RungSchema } from "#contracts/events";
import { type ModelCall, ModelCallSchema } from "#contracts/model-calls";
import type { Journal, StepRecord } from "#plan/journal";
import type { ObjectSql } from "#ports/object-storage";

const CallsSchema = z.array(ModelCallSchema);

const StepRecordSchema = z.object({
  step: z.string(),
  agent: z.string(),
  outcome: z.enum(["done", "failed", "timed_out", "skipped"]),
  rung: RungSchema.nullable(),
  attempts: z.int(),
  startedAtMs: z.number(),
  tookMs: z.number(),
  input: z.unknown(),
  output: z.unknown(),
  reason: z.string().nullable(),
  take: z.int().min(1).optional(),
  calls: CallsSchema.optional(),
});

export class StepTable {
  readonly #sql: ObjectSql;
  /** What the run that was begun last has recorded in this life of the object, by step. */
  #begun: { run: string; records: Map<string, StepRecord> } | null = null;

  constructor(sql: ObjectSql) {
    this.#sql = sql;
  }

  of(run: string): StepRecord[] {
    const records = this.#begun?.run === run ? [...this.#begun.records.values()] : this.#stored(run);
    return records.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  }

  /** Every call of a model that this conversation has journalled. */
  calls(): ModelCall[] {
    return this.#sql
      .exec("SELECT record ->> '$.calls' AS calls FROM step WHERE record ->> '$.calls' IS NOT NULL")
      .toArray()
      .flatMap((row) => CallsSchema.safeParse(JSON.parse(z.string().parse(row.calls))).data ?? []);
  }

  /** The journal of one run. `resumed`: the run was started before, so that its finished steps are looked up. */
  journal(run: string, resumed: boolean): Journal {
    const before = resumed ? this.#stored(run) : [];
    const records = new Map(before.map((record) => [record.step, record]));
    const finished = new Map(before.filter((record) => record.outcome === "done").map((record) => [record.step, record]));
    this.#begun = { run, records };
    return {
      done: (step) => finished.get(step),
      record: (record) => {
        records.set(record.step, record);
        this.#sql.exec(
          "INSERT OR REPLACE INTO step (run, step, record) SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM standing)",
          run,
          record.step,
          JSON.stringify(record),
        );
      },
    };
  }

  /** To be called when a transaction was rolled back or the table emptied. */
  forget(): void {
    this.#begun = null;
  }

  #stored(run: string): StepRecord[] {
    return this.#sql
      .exec("SELECT record FROM step WHERE run = ?", run)
      .toArray()
      .flatMap((row) => StepRecordSchema.safeParse(JSON.parse(z.string().parse(row.record))).data ?? []);
  }
}

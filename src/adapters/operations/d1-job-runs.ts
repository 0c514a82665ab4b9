/** The last run of each job, in D1 (migrations/0007_operations.sql). */
import { z } from "zod";
import { type JobRun, JobRunSchema } from "#contracts/operations";
import type { JobRuns } from "#ports/job-runs";

const RowSchema = z
  .object({
    job: z.string(),
    started_at: z.int(),
    took_ms: z.int(),
    outcome: z.string(),
    counts: z.string().transform((text): unknown => JSON.parse(text)),
  })
  .transform(({ job, started_at, took_ms, outcome, counts }): JobRun =>
    JobRunSchema.parse({ job, startedAt: new Date(started_at).toISOString(), tookMs: took_ms, outcome, counts }),
  );

const RECORD = "INSERT OR REPLACE INTO job_runs (job, started_at, took_ms, outcome, counts) VALUES (?1, ?2, ?3, ?4, ?5)";

export class D1JobRuns implements JobRuns {
  readonly #database: D1Database;

  constructor({ database }: { database: D1Database }) {
    this.#database = database;
  }

  async record({ job, startedAt, tookMs, outcome, counts }: JobRun): Promise<void> {
    await this.#database.prepare(RECORD).bind(job, Date.parse(startedAt), tookMs, outcome, JSON.stringify(counts)).run();
  }

  async last(): Promise<JobRun[]> {
    const { results } = await this.#database.prepare("SELECT * FROM job_runs ORDER BY job").all();
    return z.array(RowSchema).parse(results);
  }
}

/** What the desk does by the clock, as its operators see it. */
import { z } from "zod";

export const JobRunSchema = z.object({
  job: z.string(),
  startedAt: z.iso.datetime(),
  tookMs: z.int(),
  outcome: z.enum(["done", "failed"]),
  counts: z.record(z.string(), z.int()).describe("what it did, by name"),
});
export type JobRun = z.infer<typeof JobRunSchema>;

export const JobRunsSchema = z.object({
  runs: z.array(JobRunSchema).describe("the last run of each job; those that never ran are missing"),
});

/** How the jobs of the clock went. Methods throw when the store does not answer. */
import type { JobRun } from "#contracts/operations";

export interface JobRuns {
  /** Keeps the last run of each job. */
  record(run: JobRun): Promise<void>;
  /** The last run of each, by name. */
  last(): Promise<JobRun[]>;
}

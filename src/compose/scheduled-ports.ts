/** Everything that the jobs of the clock need from outside, wired. */
import { D1JobRuns } from "#adapters/operations/d1-job-runs";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersRandomness } from "#adapters/platform/workers-randomness";
import type { Clock } from "#ports/clock";
import type { JobRuns } from "#ports/job-runs";
import type { Randomness } from "#ports/randomness";
import { type EscalationPorts, escalationPorts } from "./escalation-ports.ts";

export type ScheduledPorts = EscalationPorts & { jobRuns: JobRuns; clock: Clock; randomness: Randomness };

/** @param background keeps work alive that nobody waits for. */
export const scheduledPorts = (env: Env, background: (work: Promise<void>) => void): ScheduledPorts => ({
  ...escalationPorts(env, background),
  jobRuns: new D1JobRuns({ database: env.DB }),
  clock: workersClock,
  randomness: workersRandomness,
});

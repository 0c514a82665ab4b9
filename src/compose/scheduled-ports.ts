/** Everything that the jobs of the clock need from outside, wired. */
import { D1JobRuns } from "#adapters/operations/d1-job-runs";
import { workersClock } from "#adapters/platform/workers-clock";
import { workersRandomness } from "#adapters/platform/workers-randomness";
import type { AuditLog } from "#ports/people";
import type { Gaps } from "#ports/gaps";
import type { SettingsStore } from "#ports/settings";
import type { AlertDesk } from "#ports/alerts";
import type { Clock } from "#ports/clock";
import type { JobRuns } from "#ports/job-runs";
import type { Randomness } from "#ports/randomness";
import { alertDesk } from "./alert-ports.ts";
import type { Remains } from "#ports/remains";
import { type EscalationPorts, escalationPorts } from "./escalation-ports.ts";
import { remainsOf } from "./remains.ts";
import type { FindingPorts } from "./finding-ports.ts";
import { knowledgePorts } from "./knowledge-ports.ts";
import { peoplePorts } from "./people-ports.ts";
import { qualityPorts } from "./quality-ports.ts";

export type ScheduledPorts = EscalationPorts & {
  jobRuns: JobRuns;
  remains: Remains;
  clock: Clock;
  randomness: Randomness;
  alerts: Pick<AlertDesk, "judge">;
  /** Finding by meaning; absent on a desk that finds by words alone. */
  finding?: FindingPorts | null;
  /** What the pages of the desk gather and keep; absent in compositions without them. */
  gaps?: Pick<Gaps, "gather">;
  audit?: Pick<AuditLog, "sweep">;
  settings?: Pick<SettingsStore, "stored">;
};

/** @param background keeps work alive that nobody waits for. */
export const scheduledPorts = (env: Env, background: (work: Promise<void>) => void): ScheduledPorts => {
  const { finding, settings } = knowledgePorts(env, background);
  return {
    ...escalationPorts(env, background),
    finding,
    settings,
    gaps: qualityPorts(env).gaps,
    audit: peoplePorts(env, background).audit,
    jobRuns: new D1JobRuns({ database: env.DB }),
    remains: remainsOf(env),
    clock: workersClock,
    randomness: workersRandomness,
    alerts: alertDesk(env),
  };
};

/** What the desk does by the clock: one line a job. A new one is a file beside this one, and what it needs stands in `#compose/scheduled-ports`. */
import type { Job } from "./job.ts";
import { judgeAlerts } from "./judge-alerts.ts";
import { reconcileHandoffs } from "./reconcile-handoffs.ts";
import { resumeVectors } from "./resume-vectors.ts";
import { sweepErased } from "./sweep-erased.ts";

export const jobs: readonly Job[] = [
  { name: "reconcile-handoffs", everyMinutes: 5, run: reconcileHandoffs },
  { name: "resume-vectors", everyMinutes: 60, run: resumeVectors },
  judgeAlerts,
  { name: "sweep-erased", everyMinutes: 15, run: sweepErased },
];

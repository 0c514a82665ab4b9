/** What the desk does by the clock: one line a job. A new one is a file beside this one, and what it needs stands in `#compose/scheduled-ports`. */
import { gatherGaps } from "./gather-gaps.ts";
import type { Job } from "./job.ts";
import { judgeAlerts } from "./judge-alerts.ts";
import { reconcileHandoffs } from "./reconcile-handoffs.ts";
import { resumeVectors } from "./resume-vectors.ts";
import { sweepErased } from "./sweep-erased.ts";
import { sweepAudit } from "./sweep-audit.ts";

export const jobs: readonly Job[] = [
  { name: "reconcile-handoffs", everyMinutes: 5, run: reconcileHandoffs },
  { name: "resume-vectors", everyMinutes: 60, run: resumeVectors },
  { name: "gather-gaps", everyMinutes: 15, run: gatherGaps },
  { name: "sweep-audit", everyMinutes: 24 * 60, run: sweepAudit },
  judgeAlerts,
  { name: "sweep-erased", everyMinutes: 15, run: sweepErased },
];

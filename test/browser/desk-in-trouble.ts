/** What the operations page shows when something is wrong, as the server would say it: made up, because a test desk is well. */
import type { Page } from "playwright-core";
import type { AlertList } from "#contracts/alerts";
import type { DeadLetter } from "#contracts/dead-letters";
import type { JobRun } from "#contracts/operations";

const since = "2026-11-22T10:00:00.000Z";
const alert = {
  since,
  unit: "share",
  above: 0.05,
  value: 0.21,
  acknowledged: null,
  runbook: "https://desk.verdanook.example/desk/runbook/handoffs",
  example: null,
  untold: 0,
  refused: 0,
} as const;

const alerts: AlertList = {
  judgedAt: since,
  destinations: ["pagerduty"],
  alerts: [
    {
      ...alert,
      rule: "handoffs",
      title: "Handoffs wait for their tickets",
      severity: "critical",
      phase: "firing",
      example: "a".repeat(32),
      untold: 2,
    },
    {
      ...alert,
      rule: "failed-turns",
      title: "Turns fail",
      severity: "error",
      phase: "firing",
      runbook: "https://docs.verdanook.example/runbook",
      acknowledged: { by: "Mira", at: since },
      refused: 1,
    },
    { ...alert, rule: "slow-answers", title: "Answers are slow", severity: "warning", phase: "pending" },
    { ...alert, rule: "spending", title: "Models cost more than usual", severity: "info", phase: "firing", value: null },
  ],
};

const letter = {
  id: "1",
  handoff: `${"a".repeat(32)}-h1`,
  conversation: "a".repeat(32),
  givenUpBy: "queue",
  lastFailure: "workflow: instance.busy",
  deaths: 2,
  diedAt: since,
  replayedAt: null,
} as const;
const deadLetters: DeadLetter[] = [letter, { ...letter, id: "2", givenUpBy: "reconciler", lastFailure: null, replayedAt: since }];

const run = { job: "sweep-erased", startedAt: since, tookMs: 40, outcome: "done", counts: {} } as const;
const runs: JobRun[] = [run, { ...run, job: "reconcile-handoffs", outcome: "failed", counts: { restarted: 3 } }];

/** From now on the server of this page says that the desk is in trouble. */
export async function inTrouble(page: Page): Promise<void> {
  await page.route("**/v1/alerts", (route) => route.fulfill({ json: alerts }));
  await page.route("**/v1/dead-letters", (route) => route.fulfill({ json: { deadLetters } }));
  await page.route("**/v1/operations/jobs", (route) => route.fulfill({ json: { runs } }));
}

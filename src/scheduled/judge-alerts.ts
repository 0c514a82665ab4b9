/** Has the alert rules judged, so that they are when nothing else happens on the desk, too. */
import type { Counts, Job } from "./job.ts";

const judge: Job["run"] = async ({ alerts }): Promise<Counts> => ({ firing: (await alerts.judge()).firing });

export const judgeAlerts: Job = { name: "judge-alerts", everyMinutes: 1, run: judge };

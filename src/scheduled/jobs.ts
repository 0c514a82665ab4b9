/**
 * What the desk does by the clock: one line a job. A job works through its ports, gives counts and no text, may run twice at once and must then do no harm, and
 * bounds how much it does in one run: the rest is there the next time.
 */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import { reconcileHandoffs } from "./reconcile-handoffs.ts";

/** What a job did, by name. */
export type Counts = Readonly<Record<string, number>>;

export type Job = {
  name: string;
  /** Runs in the minutes of the day that this divides. */
  everyMinutes: number;
  run: (ports: ScheduledPorts) => Promise<Counts>;
};

export const jobs: readonly Job[] = [{ name: "reconcile-handoffs", everyMinutes: 5, run: reconcileHandoffs }];

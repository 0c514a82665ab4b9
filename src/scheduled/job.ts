/**
 * What a job of the clock is. It works through its ports, gives counts and no text, may run twice at once and must then do no harm, and bounds how much it does in one
 * run: the rest is there the next time.
 */
import type { ScheduledPorts } from "#compose/scheduled-ports";

/** What a job did, by name. */
export type Counts = Readonly<Record<string, number>>;

export type Job = {
  name: string;
  /** Runs in the minutes of the day that this divides. */
  everyMinutes: number;
  run: (ports: ScheduledPorts) => Promise<Counts>;
};

/**
 * The cron's shell: runs the jobs that are due in this minute, side by side, and writes down how each went. One that fails, or hangs past its time, is noted and takes
 * nothing away from the others.
 */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { Job } from "./job.ts";

const minuteMs = 60_000;
/** A job that is not done by then counts as failed; what it still does is harmless, because it may run twice. */
export const jobTimeMs = 50_000;

class TookTooLong extends Error {
  override name = "TookTooLong";
}

/** Never rejects. @param atMs the time for which the cron was meant, not the one at which it came. */
export async function runJobs(jobs: readonly Job[], atMs: number, ports: ScheduledPorts): Promise<void> {
  const minute = Math.floor(atMs / minuteMs);
  const due = jobs.filter(({ everyMinutes }) => minute % everyMinutes === 0);
  await Promise.all(due.map((job) => runOne(job, ports)));
}

async function runOne(job: Job, ports: ScheduledPorts): Promise<void> {
  const { clock, telemetry, jobRuns } = ports;
  const startedAtMs = clock.now();
  const { outcome, counts, reason } = await outcomeOf(job, ports);
  const tookMs = clock.now() - startedAtMs;
  telemetry.log(outcome === "done" ? "info" : "error", "job.ended", { step: job.name, outcome, took_ms: tookMs, ...reason });
  try {
    await jobRuns.record({ job: job.name, startedAt: new Date(startedAtMs).toISOString(), tookMs, outcome, counts });
  } catch (error) {
    telemetry.log("warn", "job.not_recorded", { step: job.name, reason: nameOf(error) });
  }
}

type Ended = { outcome: "done" | "failed"; counts: Readonly<Record<string, number>>; reason: { reason?: string } };

async function outcomeOf(job: Job, ports: ScheduledPorts): Promise<Ended> {
  const abort = new AbortController();
  const tooLong = ports.clock.sleep(jobTimeMs, abort.signal).then(() => {
    throw new TookTooLong(job.name);
  });
  try {
    return { outcome: "done", counts: await Promise.race([job.run(ports), tooLong]), reason: {} };
  } catch (error) {
    return { outcome: "failed", counts: {}, reason: { reason: nameOf(error) } };
  } finally {
    abort.abort();
    tooLong.catch(() => undefined);
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

import { expect, test } from "vitest";
import type { Job } from "#scheduled/job";
import { jobs } from "#scheduled/jobs";
import { jobTimeMs, runJobs } from "#scheduled/run-jobs";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { fakeScheduledPorts } from "../../fakes/scheduled-ports.ts";

const at = (time: string): number => Date.parse(`2026-11-22T${time}Z`);
const job = (name: string, run: Job["run"] = async () => ({}), everyMinutes = 1): Job => ({ name, everyMinutes, run });
const portsAt = () => {
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  return { clock, ports: fakeScheduledPorts({ clock }) };
};

test("a job that throws, at once or later, takes nothing away from the others, and each outcome is kept", async () => {
  const { ports } = portsAt();
  const broken = [
    job("rejects", async () => Promise.reject(new RangeError("no"))),
    job("throws", () => {
      throw new RangeError("no");
    }),
  ];
  await runJobs([...broken, job("counts", async () => ({ swept: 3 }))], at("10:00:00"), ports);
  const outcomes = Object.fromEntries(ports.recorded.map((run) => [run.job, [run.outcome, run.counts]]));
  expect(outcomes).toEqual({ rejects: ["failed", {}], throws: ["failed", {}], counts: ["done", { swept: 3 }] });
});

test("a job that never ends counts as failed when its time is up, and the run ends", async () => {
  const { clock, ports } = portsAt();
  const run = runJobs([job("hangs", () => new Promise(() => undefined)), job("done")], at("10:00:00"), ports);
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(jobTimeMs);
  await run;
  expect(ports.recorded.map(({ job: name, outcome, tookMs }) => [name, outcome, tookMs])).toEqual([
    ["done", "done", 0],
    ["hangs", "failed", jobTimeMs],
  ]);
});

test("a run that cannot be written down harms nobody", async () => {
  const { ports } = portsAt();
  const jobRuns = { ...ports.jobRuns, record: async () => Promise.reject(new Error("D1 is away")) };
  const ran: string[] = [];
  await runJobs([job("one", async () => ({ n: ran.push("one") }))], at("10:00:00"), { ...ports, jobRuns });
  expect(ran).toEqual(["one"]);
});

test("each job runs in its minutes, by the time for which the cron was meant", async () => {
  const { ports } = portsAt();
  const table = [job("each"), job("fifth", undefined, 5), job("hourly", undefined, 60)];
  for (const time of ["10:00:00", "10:01:30", "10:05:59"]) await runJobs(table, at(time), ports);
  const times = (name: string): number => ports.recorded.filter((run) => run.job === name).length;
  expect([times("each"), times("fifth"), times("hourly")]).toEqual([3, 2, 1]);
});

test("no two jobs share a name, because each has one row", () => {
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
});

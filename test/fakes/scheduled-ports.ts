/** What the jobs of the clock work with, in memory. */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { JobRun } from "#contracts/operations";
import { MemoryLedger } from "./memory-ledger.ts";
import { MemoryTickets } from "./memory-tickets.ts";
import type { ManualClock } from "./manual-clock.ts";
import { SeededRandomness } from "./seeded-randomness.ts";
import { silentTelemetry } from "./silent-telemetry.ts";

type Given = Partial<ScheduledPorts> & { clock: ManualClock };

export type FakeScheduledPorts = ScheduledPorts & { recorded: JobRun[] };

const nobody = (): never => {
  throw new Error("this test reaches for no conversation");
};

export function fakeScheduledPorts(given: Given): FakeScheduledPorts {
  const recorded: JobRun[] = [];
  return {
    conversations: { get: nobody, connect: nobody, connectOperator: nobody },
    tickets: new MemoryTickets({ clock: given.clock }),
    workflows: { ensure: async () => "woken", settle: async () => undefined },
    deadLetters: {
      keep: async () => undefined,
      list: async () => [],
      get: async () => undefined,
      replayed: async () => undefined,
      discard: async () => false,
      forget: async () => undefined,
    },
    ledger: new MemoryLedger({ clock: given.clock }),
    jobRuns: { record: async (run) => void recorded.push(run), last: async () => recorded },
    remains: { clear: async () => undefined, toSweep: async () => [], sweep: async () => undefined },
    randomness: new SeededRandomness(1),
    alerts: { judge: async () => ({ firing: 0 }) },
    telemetry: silentTelemetry,
    ...given,
    recorded,
  };
}

/** A small support plan (router and knowledge together, then resolution) run with scripted agents, under a clock that the test moves. */
import { z } from "zod";
import { checkPlan } from "#plan/check";
import { executePlan, type RunContext, type RunRecords } from "#plan/execute";
import type { Step } from "#plan/plan";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { MemoryJournal } from "../../fakes/memory-journal.ts";
import { RecordingTelemetry } from "../../fakes/recording-telemetry.ts";
import type { ScriptedAgent } from "../../fakes/scripted-agent.ts";
import { SeededRandomness } from "../../fakes/seeded-randomness.ts";

const LabelSchema = z.object({ label: z.string() });
export const labelled = { output: LabelSchema };

export const route: Step = { id: "router", agent: "router", input: {} };
export const search: Step = { id: "knowledge", agent: "knowledge", input: {} };
export const answer: Step = {
  id: "resolution",
  agent: "resolution",
  input: { found: { from: "knowledge", path: ["label"] } },
  after: ["router"],
};
export const answering = { input: z.object({ found: z.string() }), ...labelled };

export type Started = {
  run: Promise<RunRecords>;
  clock: ManualClock;
  journal: MemoryJournal;
  telemetry: RecordingTelemetry;
  abort: AbortController;
  told: string[];
};

export function start(
  steps: readonly Step[],
  agents: readonly ScriptedAgent[],
  { journal = new MemoryJournal(), turn = {} }: { journal?: MemoryJournal; turn?: unknown } = {},
): Started {
  const checked = checkPlan(
    { name: "test", version: 1, steps, budget: { timeoutMs: 1e9, costMicros: 1e9 } },
    new Map(agents.map((agent) => [agent.name, agent])),
    z.object({ text: z.string() }),
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  const telemetry = new RecordingTelemetry();
  const abort = new AbortController();
  const told: string[] = [];
  const context: RunContext<unknown> = {
    run: "run",
    ports: null,
    journal,
    clock,
    randomness: new SeededRandomness(1),
    telemetry,
    signal: abort.signal,
    status: (phase) => told.push(phase),
    delta: (attempt, text) => told.push(`${attempt}:${text}`),
  };
  return { run: executePlan(checked.value, turn, context), clock, journal, telemetry, abort, told };
}

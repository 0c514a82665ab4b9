/**
 * Runs a checked plan. A step starts as soon as what it needs has ended; what it needs and did not get skips it, unless the binding is optional. Every
 * step is journalled before its dependants start, and a step that the journal has as done is not run again. Never rejects for an agent's failure: the caller
 * decides what the records mean.
 */
import type { AnyAgent } from "#agents/agent";
import type { Clock } from "#ports/clock";
import type { Randomness } from "#ports/randomness";
import type { Telemetry } from "#ports/telemetry";
import { runAttempts } from "./attempts.ts";
import type { CheckedPlan } from "./check.ts";
import type { Journal, StepRecord } from "./journal.ts";
import { type Condition, needs, type Step, turnSource } from "./plan.ts";
import { type RunVoice, StepVoice } from "./step-voice.ts";

export type RunContext<P> = {
  run: string;
  ports: P;
  journal: Journal;
  clock: Clock;
  randomness: Randomness;
  telemetry: Telemetry;
  /** Aborted when the turn is stopped or out of time. */
  signal: AbortSignal;
} & RunVoice;

/** How every step of a run ended, by step id. */
export type RunRecords = ReadonlyMap<string, StepRecord>;

/** @param turn the turn's input, already parsed by the schema under which the plan was checked. */
export async function executePlan<P>(checked: CheckedPlan<P>, turn: unknown, context: RunContext<P>): Promise<RunRecords> {
  const running = new Map<string, Promise<StepRecord>>();
  const records = new Map<string, StepRecord>();
  for (const step of checked.order) {
    const agent = checked.agents.get(step.id);
    if (!agent) throw new Error(`plan ${checked.plan.name}: step ${step.id} was checked without an agent`);
    // The order puts what is needed first, so each promise waited for is already there.
    const waitFor = [...needs(step)].flatMap((id) => running.get(id) ?? []);
    running.set(
      step.id,
      Promise.all(waitFor).then(async () => {
        const record = await runStep(step, agent, turn, records, context);
        records.set(step.id, record);
        return record;
      }),
    );
  }
  await Promise.all(running.values());
  return records;
}

async function runStep<P>(step: Step, agent: AnyAgent<P>, turn: unknown, records: RunRecords, context: RunContext<P>): Promise<StepRecord> {
  const before = context.journal.done(step.id);
  if (before && agent.output.safeParse(before.output).success) return before;
  const startedAtMs = context.clock.now();
  const input = bind(step, turn, records);
  const facts = { step: step.id, agent: agent.name, startedAtMs, input: input && named(step, input) };
  if (!input || (step.when && !holds(step.when, records))) {
    const reason = input ? "its condition does not hold" : "what it needs is not there";
    return journalled(context.journal, { ...facts, outcome: "skipped", rung: null, attempts: 0, tookMs: 0, output: null, reason });
  }
  const about = { run_id: context.run, step: step.id, agent: agent.name, operation: "invoke_agent" as const };
  return context.telemetry.span(`invoke_agent ${agent.name}`, about, async (span) => {
    const voice = new StepVoice(context);
    const end = await runAttempts(agent, input, context.ports, {
      clock: context.clock,
      randomness: context.randomness,
      signal: context.signal,
      voice: (attempt) => voice.next(attempt),
    });
    const tookMs = context.clock.now() - startedAtMs;
    const rung = end.outcome === "done" ? end.rung : null;
    span.set({ outcome: end.outcome, attempt: end.attempts, took_ms: tookMs, ...(rung ? { rung } : {}) });
    const result = end.outcome === "done" ? { output: end.output, reason: null } : { output: null, reason: end.reason };
    const said = { take: voice.take, ...(voice.calls.length > 0 ? { calls: voice.calls } : {}) };
    return journalled(context.journal, { ...facts, outcome: end.outcome, rung, attempts: end.attempts, tookMs, ...result, ...said });
  });
}

function journalled(journal: Journal, record: StepRecord): StepRecord {
  journal.record(record);
  return record;
}

/** The step's input, or null when a source that it cannot do without has no output. */
function bind(step: Step, turn: unknown, records: RunRecords): Record<string, unknown> | null {
  const input: Record<string, unknown> = {};
  for (const [field, binding] of Object.entries(step.input)) {
    if ("value" in binding) {
      input[field] = binding.value;
      continue;
    }
    const record = records.get(binding.from);
    const there = binding.from === turnSource || record?.outcome === "done";
    if (there) input[field] = valueAt(binding.from === turnSource ? turn : record?.output, binding.path ?? []);
    else if (!binding.optional) return null;
  }
  return input;
}

/** The input as it is journalled: what came from an earlier step stands there by its binding, because the journal has that step's output already. */
function named(step: Step, input: Record<string, unknown>): Record<string, unknown> {
  const isNamed = (field: string): boolean => {
    const binding = step.input[field];
    return binding !== undefined && "from" in binding && binding.from !== turnSource;
  };
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [field, isNamed(field) ? step.input[field] : value]));
}

function holds(condition: Condition, records: RunRecords): boolean {
  if ("not" in condition) return !holds(condition.not, records);
  if ("any" in condition) return condition.any.some((part) => holds(part, records));
  const record = records.get(condition.step);
  return record?.outcome === "done" && valueAt(record.output, condition.path) === condition.is;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    here = typeof here === "object" && here !== null && Object.hasOwn(here, name) ? Reflect.get(here, name) : undefined;
  }
  return here;
}

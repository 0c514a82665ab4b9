/**
 * A plan: which agents run for a turn, what each is given, and what waits for what. It is data, so that it can be checked before it runs, drawn,
 * journalled, and one day proposed by a model. Steps form a directed acyclic graph: a step starts as soon as what it needs is there.
 */

/** The turn itself, as a source of bindings. */
export const turnSource = "turn";

/** Where one field of a step's input comes from: a value, or a place in the turn's input or in an earlier step's output. */
export type Binding =
  | { value: string | number | boolean | null }
  | {
      /** `turn` or a step's id. */
      from: string;
      /** Property names from the outside in; absent: the whole. */
      path?: readonly string[];
      /** The field may be left out when the source was skipped or failed. Without it, such a source skips this step too. */
      optional?: true;
    };

/** Whether a step runs: a place in an earlier output must equal a value. A source that was skipped or failed equals nothing. */
export type Condition =
  | { step: string; path: readonly string[]; is: string | number | boolean | null }
  | { not: Condition }
  | { any: readonly Condition[] };

export type Step = {
  id: string;
  /** A name in the registry. */
  agent: string;
  input: Readonly<Record<string, Binding>>;
  /** Steps to wait for besides those that are bound. */
  after?: readonly string[];
  when?: Condition;
};

export type PlanBudget = {
  /** Worst case along the longest path, retries and waits included. Also the run's deadline. */
  timeoutMs: number;
  /** Worst case over all steps and attempts, in millionths of a US dollar. */
  costMicros: number;
};

export type Plan = {
  name: string;
  /** Rises when the steps change, so that a journal tells under which plan it was written. */
  version: number;
  steps: readonly Step[];
  budget: PlanBudget;
};

/** The steps that a step waits for. */
export function needs(step: Step): Set<string> {
  const sources = new Set([...(step.after ?? []), ...(step.when ? namedIn(step.when) : [])]);
  for (const binding of Object.values(step.input)) {
    if ("from" in binding && binding.from !== turnSource) sources.add(binding.from);
  }
  return sources;
}

function namedIn(condition: Condition): string[] {
  if ("not" in condition) return namedIn(condition.not);
  return "any" in condition ? condition.any.flatMap(namedIn) : [condition.step];
}

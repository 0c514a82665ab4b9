/**
 * What an agent is: a name, two schemas, a policy, and a ladder of rungs. It receives its validated input and only the ports that it names.
 * Agents never import each other; only a plan joins them. The executor enforces the policy, so an agent's code holds no timeout and no retry.
 */
import type { z } from "zod";
import type { Phase } from "#contracts/frames";
import type { Rung } from "#contracts/events";
import type { ModelCall } from "#contracts/model-calls";

export type BackoffPolicy = {
  /** Wait before the first retry, before jitter. */
  initialMs: number;
  /** Each further wait is so many times longer. */
  factor: number;
  /** No wait is longer, jitter included. */
  maxMs: number;
};

export type AgentPolicy = {
  /** For each attempt, down the whole ladder. */
  timeoutMs: number;
  /** Further attempts after the first. */
  retries: number;
  backoff: BackoffPolicy;
  /** Worst price of one attempt, in millionths of a US dollar. 0 for what runs here. */
  maxCostMicros: number;
};

/** What an agent may do while it runs, besides returning. */
export type AgentContext = {
  /** Aborted when the attempt times out or the turn ends. */
  signal: AbortSignal;
  /** From 1. */
  attempt: number;
  /** Tells the customer, truthfully, what is happening now. */
  status: (phase: Phase) => void;
  /** Streams a piece of the answer. A later attempt's text replaces that of an earlier one. */
  delta: (text: string) => void;
  /** Takes back what was streamed so far: the next piece begins anew and replaces it. Harmless when nothing was. */
  restart: () => void;
  /** Calls `late` once when the time is up that the rungs above the bottom one have together, unless the function that it gives is called before. */
  untilLate: (late: () => void) => () => void;
  /** Puts a model's call into the journal. */
  called: (call: ModelCall) => void;
};

/** One way of doing an agent's work. A rung throws to hand over to the one below it. */
export type AgentRung<I, O, P> = {
  name: Rung;
  /** Whether it can be tried at all. Absent: always. */
  available?: (ports: P) => boolean;
  run(input: I, ports: P, context: AgentContext): Promise<O> | O;
};

export type Agent<I, O, P> = {
  name: string;
  description: string;
  /** `read` changes nothing outside the turn, so that it may run again; `write` does. */
  effect: "read" | "write";
  input: z.ZodType<I>;
  output: z.ZodType<O>;
  policy: AgentPolicy;
  /** Best first. The last one needs no network and no key. */
  rungs: readonly [AgentRung<I, O, P>, ...AgentRung<I, O, P>[]];
};

/** An agent whose shapes only its schemas know: what a registry holds and a plan refers to. */
export type AnyAgent<P> = {
  name: string;
  description: string;
  effect: "read" | "write";
  input: z.ZodType;
  output: z.ZodType;
  policy: AgentPolicy;
  rungNames: readonly Rung[];
  /** Parses the input, climbs down the ladder, parses the output. Throws `ContractError` for what does not fit, else the last rung's error. */
  attempt(input: unknown, ports: P, context: AgentContext): Promise<{ output: unknown; rung: Rung }>;
};

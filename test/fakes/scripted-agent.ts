/** An agent that does what a test says: each attempt calls the next entry of its script, the last one again and again. */
import { z } from "zod";
import type { AgentContext, AgentPolicy, AnyAgent } from "#agents/agent";
import { registered } from "#agents/ladder";

export const patientPolicy: AgentPolicy = {
  timeoutMs: 1_000,
  retries: 0,
  backoff: { initialMs: 100, factor: 2, maxMs: 1_000 },
  maxCostMicros: 0,
};

export type Attempt = (input: unknown, context: AgentContext) => unknown;

export type ScriptedAgent = AnyAgent<unknown> & {
  /** Inputs of the attempts so far. */
  calls: unknown[];
};

export function scriptedAgent(
  name: string,
  script: Attempt | readonly [Attempt, ...Attempt[]],
  {
    policy = {},
    input = z.object({}),
    output = z.unknown(),
  }: { policy?: Partial<AgentPolicy>; input?: z.ZodType; output?: z.ZodType } = {},
): ScriptedAgent {
  const attempts = typeof script === "function" ? [script] : script;
  const calls: unknown[] = [];
  const agent = registered<unknown, unknown, unknown>({
    name,
    description: `does what a test says as ${name}`,
    effect: "read",
    input,
    output,
    policy: { ...patientPolicy, ...policy },
    rungs: [
      {
        name: "embedded",
        run: async (given, _ports, context) => {
          calls.push(given);
          return attempts[Math.min(calls.length, attempts.length) - 1]?.(given, context);
        },
      },
    ],
  });
  return { ...agent, calls };
}

/** An attempt that never answers, whatever its signal says. */
export const silence: Attempt = () => new Promise(() => undefined);

export const failing =
  (reason: string): Attempt =>
  () => {
    throw new Error(reason);
  };

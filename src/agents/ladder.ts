/**
 * Climbing down: the rungs of an agent are tried best first, and a rung that throws hands over to the next one, within the same attempt. The answer
 * says which rung gave it. An abort ends the climb at once: the time is spent, and a lower rung would answer nobody.
 */
import type { Agent, AgentContext, AnyAgent } from "./agent.ts";
import type { Rung } from "#contracts/events";

/** What does not fit a schema: a defect of the plan or of a rung, which no retry mends. */
export class ContractError extends Error {
  readonly side: "input" | "output";
  constructor(agent: string, side: "input" | "output", detail: string) {
    super(`${agent}: ${side} does not fit its schema: ${detail}`);
    this.name = "ContractError";
    this.side = side;
  }
}

/** Closes an agent over its shapes, so that a registry can hold it beside others. */
export function registered<I, O, P>(agent: Agent<I, O, P>): AnyAgent<P> {
  return {
    name: agent.name,
    description: agent.description,
    effect: agent.effect,
    input: agent.input,
    output: agent.output,
    policy: agent.policy,
    rungNames: agent.rungs.map((rung) => rung.name),
    async attempt(input, ports, context) {
      const parsed = agent.input.safeParse(input);
      if (!parsed.success) throw new ContractError(agent.name, "input", parsed.error.message);
      return climbDown(agent, parsed.data, ports, context);
    },
  };
}

async function climbDown<I, O, P>(agent: Agent<I, O, P>, input: I, ports: P, context: AgentContext): Promise<{ output: O; rung: Rung }> {
  let failure: unknown;
  for (const rung of agent.rungs) {
    if (rung.available && !rung.available(ports)) continue;
    try {
      const output = agent.output.safeParse(await rung.run(input, ports, context));
      if (output.success) return { output: output.data, rung: rung.name };
      failure = new ContractError(agent.name, "output", output.error.message);
    } catch (error) {
      failure = error;
    }
    context.signal.throwIfAborted();
    context.restart();
  }
  throw failure;
}

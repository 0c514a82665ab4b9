/**
 * Climbing down: the rungs of an agent are tried best first, and a rung that throws hands over to the next one, within the same attempt. The answer
 * says which rung gave it. A rung that hangs hands over, too, while there is time left for the bottom one. An abort ends the climb at once: the time is spent, and a lower rung would answer
 * nobody.
 */
import type { Agent, AgentContext, AgentRung, AnyAgent } from "./agent.ts";
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
      const isBottom = rung === agent.rungs.at(-1);
      const output = agent.output.safeParse(await (isBottom ? rung.run(input, ports, context) : inTime(rung, input, ports, context)));
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

class RungTooLate extends Error {
  constructor() {
    super("gave no answer while there was time for the rungs below");
  }
}

/** A rung that is given up is left behind: what it still says is not heard. */
function inTime<I, O, P>(rung: AgentRung<I, O, P>, input: I, ports: P, context: AgentContext): Promise<O> {
  return new Promise((resolve, reject) => {
    const abort = new AbortController();
    let over = false;
    const onAbort = (): void => giveUp(context.signal.reason);
    const end = (): void => {
      over = true;
      cancel();
      context.signal.removeEventListener("abort", onAbort);
    };
    const giveUp = (reason: unknown): void => {
      end();
      abort.abort(reason);
      reject(reason);
    };
    const cancel = context.untilLate(() => giveUp(new RungTooLate()));
    context.signal.addEventListener("abort", onAbort, { once: true });
    const heard = {
      ...context,
      signal: abort.signal,
      status: (phase: Parameters<AgentContext["status"]>[0]) => over || context.status(phase),
      delta: (text: string) => over || context.delta(text),
      restart: () => over || context.restart(),
    };
    // After giving up, `resolve` and `reject` do nothing any more.
    Promise.resolve()
      .then(() => rung.run(input, ports, heard))
      .finally(end)
      .then(resolve, reject);
  });
}

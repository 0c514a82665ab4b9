/**
 * The product's agents, of which the resolution agent also answers scripted questions: a slow stream of so many chunks, in the middle of which the
 * conversation's object is aborted. Takes the place of `#agents/registry`.
 */
import { registry as wired } from "../../src/agents/registry.ts";
import { chunkText, readScript } from "../script.ts";
import { abortOnce } from "./aborts.ts";
import { untilTakenOver } from "./take-overs.ts";

export type { AgentPorts } from "../../src/agents/registry.ts";

type Resolution = NonNullable<ReturnType<typeof wired.get>>;

const scripted = (agent: Resolution): Resolution => ({
  ...agent,
  async attempt(input, ports, context) {
    const script = readScript(input);
    if (!script) return agent.attempt(input, ports, context);
    if (script.isHeld === true) await untilTakenOver(script.conversation);
    let text = "";
    for (let i = 0; i < script.chunks; i++) {
      if (i === script.abortAt) abortOnce(script.conversation, script.nonce);
      if (script.everyMs > 0) await scheduler.wait(script.everyMs);
      const piece = chunkText(i, script.nonce);
      context.delta(piece);
      text += piece;
    }
    if (script.abortAt === script.chunks) abortOnce(script.conversation, script.nonce);
    return { output: { answered: true, text, citations: [], confidence: 1 }, rung: "embedded" as const };
  },
});

export const registry: typeof wired = new Map([...wired].map(([name, agent]) => [name, name === "resolution" ? scripted(agent) : agent]));

/** What a conversation needs from outside, as the product wires it, with faults around it. Takes the place of `#compose/conversation-ports`. */
import { type ConversationPorts, conversationPorts as wired } from "../../src/compose/conversation-ports.ts";
import type { HandoffMessage } from "#contracts/handoffs";
import { campaignOf, disturbed, roll } from "./disturb.ts";
import { faultyEnv } from "./faulty-env.ts";

export type { ConversationPorts };

const lateS = 3;

export function conversationPorts(env: Env, background: (work: Promise<void>) => void): ConversationPorts {
  const { dice } = campaignOf(env);
  const ports = wired(faultyEnv(env), background);
  const { router, knowledge } = ports.agents;
  const send = (message: HandoffMessage): Promise<void> => {
    const fault = roll(dice, "queue");
    if (fault === "dropped") return Promise.resolve();
    if (fault === "late") return env.HANDOFFS.send(message, { delaySeconds: lateS }).then(() => undefined);
    return disturbed("queue", fault, () => ports.queue.send(message));
  };
  return {
    ...ports,
    queue: { send },
    agents: {
      ...ports.agents,
      router: {
        handoffIntents: router.handoffIntents,
        route: (text) => disturbed("router", roll(dice, "router"), () => router.route(text)),
      },
      knowledge: {
        search: (question, options) => disturbed("knowledge", roll(dice, "knowledge"), () => knowledge.search(question, options)),
        prepare: () => knowledge.prepare(),
      },
    },
  };
}

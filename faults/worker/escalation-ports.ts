/** The way from outbox to ticket, as the product wires it, with faults around it. Takes the place of `#compose/escalation-ports`. */
import { type EscalationPorts, escalationPorts as wired } from "../../src/compose/escalation-ports.ts";
import type { ConversationClient } from "#ports/conversations";
import type { Dice } from "../dice.ts";
import { campaignOf, disturbed, roll } from "./disturb.ts";
import { faultyEnv } from "./faulty-env.ts";
import { OutsideTickets } from "./outside-tickets.ts";

export type { EscalationPorts };

export function escalationPorts(env: Env, background: (work: Promise<void>) => void): EscalationPorts {
  const { dice, ticketDesk } = campaignOf(env);
  const ports = wired(faultyEnv(env), background);
  const { workflows, conversations, tickets } = ports;
  return {
    ...ports,
    tickets: ticketDesk === "" ? tickets : new OutsideTickets(ticketDesk, env.DB),
    workflows: {
      ensure: (message) => disturbed("workflow", roll(dice, "workflow"), () => workflows.ensure(message)),
      settle: (handoff) => workflows.settle(handoff),
    },
    conversations: {
      get: (id) => withFaultyCallbacks(conversations.get(id), dice),
      connect: (id, request) => conversations.connect(id, request),
      connectOperator: (id, operator) => conversations.connectOperator(id, operator),
    },
  };
}

/** The two calls that a workflow makes; a stub's methods are reached through it, because they belong to the platform. */
const withFaultyCallbacks = (client: ConversationClient, dice: Dice): ConversationClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name === "writeBrief")
        return (...asked: Parameters<ConversationClient["writeBrief"]>) =>
          disturbed("brief", roll(dice, "brief"), () => target.writeBrief(...asked));
      if (name === "ticketOpened")
        return (...told: Parameters<ConversationClient["ticketOpened"]>) =>
          disturbed("callback", roll(dice, "callback"), () => target.ticketOpened(...told));
      const other: unknown = Reflect.get(target, name);
      return other;
    },
  });

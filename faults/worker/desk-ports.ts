/** What the HTTP shell needs from outside, as the product wires it, over a D1 that fails and the campaign's ticket desk. Takes the place of `#compose/desk-ports`. */
import { type DeskPorts, deskPorts as wired } from "../../src/compose/desk-ports.ts";
import { campaignOf } from "./disturb.ts";
import { faultyEnv } from "./faulty-env.ts";
import { OutsideTickets } from "./outside-tickets.ts";

export type { DeskPorts };

export function deskPorts(env: Env, background: (work: Promise<void>) => void): DeskPorts {
  const { ticketDesk } = campaignOf(env);
  const ports = wired(faultyEnv(env), background);
  return ticketDesk === "" ? ports : { ...ports, tickets: new OutsideTickets(ticketDesk, env.DB) };
}

/** Holds the handoffs of all logs against the tickets of the desk. */
import type { LoggedEvent } from "#contracts/events";
import type { Ticket } from "#contracts/tickets";
import type { Tally } from "./tally.ts";

/** @returns the number of handoffs. */
export function checkHandoffs(tally: Tally, logs: readonly (readonly LoggedEvent[])[], tickets: readonly Ticket[]): number {
  const byHandoff = Map.groupBy(tickets, ({ handoff }) => handoff);
  const known = new Set<string>();
  for (const log of logs) {
    const announced = log.flatMap(({ event }) => (event.type === "ticket.opened" ? [event] : []));
    for (const { event } of log) {
      if (event.type !== "handoff.requested") continue;
      const { handoff } = event;
      known.add(handoff);
      const opened = byHandoff.get(handoff) ?? [];
      const numbers = announced.filter((one) => one.handoff === handoff).map(({ ticket }) => ticket.number);
      tally.check("a handoff has one ticket", opened.length === 1, () => `${handoff} has ${opened.length}`);
      tally.check(
        "its number is in the log once",
        numbers.length === 1 && numbers[0] === opened[0]?.number,
        () => `${handoff}: [${numbers.join()}] in the log, ${opened[0]?.number} at the desk`,
      );
    }
  }
  for (const { handoff, number } of tickets) tally.check("a ticket has a handoff", known.has(handoff), () => `${number} of ${handoff}`);
  return known.size;
}

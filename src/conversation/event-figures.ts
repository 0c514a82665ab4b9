/** What of a conversation's log counts for the desk's figures: asked of every event once, after it was committed. */
import type { LoggedEvent } from "#contracts/events";
import type { Telemetry } from "#ports/telemetry";
import { originOf } from "./handoff-trace.ts";
import type { Records } from "./records.ts";

export function countEvent(telemetry: Telemetry, records: Records, conversation: string, { at, event }: LoggedEvent): void {
  switch (event.type) {
    case "customer.message":
      return telemetry.count("messages", {});
    case "handoff.requested":
      return telemetry.count("handoffs", { reason: event.reason });
    case "feedback.given":
      return telemetry.count("feedback", { rating: event.rating });
    case "ticket.opened": {
      const { trace, atMs } = originOf(records, conversation, event.handoff);
      telemetry.arrived(event.handoff);
      telemetry.count("tickets_opened", {});
      return telemetry.observe("handoff_seconds", {}, (Date.parse(at) - atMs) / 1000, () => trace.traceId);
    }
    default:
      return undefined;
  }
}

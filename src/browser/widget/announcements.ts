/** What a screen reader hears and the host page learns of an event: whole messages with who said them, never parts. Pure. */
import type { KnownEvent } from "#browser/wire/events";
import type { Strings } from "./strings/table.ts";

/** The words as heard, without marks; null: nothing to hear. `assistant`: how the AI is named. */
export function announcementOf(event: KnownEvent, assistant: string, strings: Strings): string | null {
  switch (event.type) {
    case "answer.completed":
    case "turn.failed":
    case "handoff.requested":
      return `${strings.assistant(assistant)}: ${spoken(event.text)}`;
    case "ticket.opened":
      return `${strings.ticket} ${event.ticket.number}. ${event.text}`;
    case "tool.proposed":
      return `${event.title} ${event.text} ${strings.cardWaits}`;
    case "tool.finished":
      return event.effect === "write" ? `${strings.assistant(assistant)}: ${spoken(event.text)}` : null;
    case "operator.message":
      return `${strings.personLabel(event.operator)}: ${spoken(event.text)}`;
    case "operator.joined":
      return strings.joined(event.operator);
    case "operator.left":
      return "to" in event ? spoken(event.text) : strings.left(event.operator);
    case "turn.stopped":
      return event.by === "customer" ? strings.stopped : null;
    case "conversation.closed":
      return "operator" in event ? `${strings.closedBy(event.operator)} ${strings.rateQuestion}` : strings.closed;
    case "tool.decided":
    case "customer.identified":
    case "customer.message":
    case "turn.started":
    case "feedback.given":
    case "customer.contact":
    case "conversation.rated":
      return null;
  }
}

/** A message from the company's side. */
export function messageOf(event: KnownEvent): { from: "assistant" | "person"; text: string } | null {
  if (event.type === "answer.completed") return { from: "assistant", text: event.text };
  if (event.type === "operator.message") return { from: "person", text: event.text };
  return null;
}

const spoken = (text: string): string =>
  text
    .replaceAll(/\[\d{1,3}\]|\*\*|`/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

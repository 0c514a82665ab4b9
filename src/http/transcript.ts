/** A conversation as Markdown that a customer can keep: who said what and when, with the sources of every answer. */
import type { LoggedEvent } from "#contracts/events";
import type { ConversationClient } from "#ports/conversations";
import { granted } from "./problems.ts";

const page = 500;

export async function transcriptOf(conversation: Pick<ConversationClient, "events">): Promise<string> {
  const parts: string[] = ["# Conversation"];
  for (let after = 0; ;) {
    const { events, next } = granted(await conversation.events({ after, limit: page }));
    parts.push(...events.flatMap(partOf));
    if (events.length < page) return `${parts.join("\n\n")}\n`;
    after = next;
  }
}

function partOf({ at, event }: LoggedEvent): string[] {
  const said = (who: string, text: string): string[] => [`**${who}** · ${at.slice(0, 16).replace("T", " ")} UTC\n\n${text}`];
  switch (event.type) {
    case "customer.message":
      return said("You", event.text);
    case "answer.completed":
      return said("Assistant (AI)", [event.text, ...event.citations.map(({ n, title, url }) => `[${n}] ${title} (${url})`)].join("\n\n"));
    case "tool.proposed":
      return said(
        "Assistant (AI)",
        [`${event.title} ${event.text}`, ...event.details.map(({ label, value }) => `- ${label}: ${value}`)].join("\n"),
      );
    case "tool.decided":
      return said("Desk", decisionWords[event.decision]);
    case "tool.finished":
      return event.effect === "write" ? said("Assistant (AI)", event.text) : [];
    case "operator.message":
      return said(event.operator, event.text);
    case "handoff.requested":
    case "ticket.opened":
    case "turn.failed":
      return said("Assistant (AI)", event.text);
    case "operator.joined":
      return said("Desk", `${event.operator} joined.`);
    case "operator.left":
      return said("Desk", `${event.operator} left.`);
    case "conversation.closed":
      return said("Desk", event.operator === undefined ? "The conversation was closed." : `${event.operator} closed the conversation.`);
    default:
      return [];
  }
}

const decisionWords = {
  confirmed: "You confirmed it.",
  declined: "You declined it.",
  expired: "It was not confirmed in time.",
  withdrawn: "It was withdrawn.",
};

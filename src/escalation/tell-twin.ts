/**
 * Tells a ticket's twin in another system what was said in the conversation, in order, each event once. The cursor is kept with the ticket; which event is being told
 * is written down first, so that after a crash the twin is asked whether it has it. One teller at a time: another finds the floor taken and leaves.
 */
import type { EscalationPorts } from "#compose/escalation-ports";
import type { LoggedEvent } from "#contracts/events";
import { type HandoffMessage, isTold } from "#contracts/handoffs";
import type { RemoteComment } from "#ports/remote-desk";

/** Longer than a page of comments takes; a teller that dies keeps the floor no longer. */
const floorForMs = 60_000;
const pageSize = 50;

export type TellingPorts = Pick<EscalationPorts, "twins"> & {
  conversations: { get(id: string): Pick<ReturnType<EscalationPorts["conversations"]["get"]>, "events" | "twinTold"> };
};

/** @returns how many events were told. Throws when the twin's system does not take one; whoever asked asks again. */
export async function tellTwin({ handoff, conversation }: HandoffMessage, { twins, conversations }: TellingPorts): Promise<number> {
  const claim = twins && (await twins.links.claim(handoff, floorForMs));
  if (!twins || !claim) return 0;
  const client = conversations.get(conversation);
  // What was said before the handoff is in the brief; what is said while the assistant has the floor again is not the twin's business.
  let listening = claim.told > 0;
  let read = claim.told;
  let told = claim.told;
  let count = 0;
  try {
    for (;;) {
      const page = await client.events({ after: read, limit: pageSize });
      if (!page.ok || page.value.events.length === 0) break;
      for (const logged of page.value.events) {
        listening = listens(logged.event, handoff) ?? listening;
        const comment = listening ? commentOf(logged, conversation) : null;
        if (comment) {
          await twins.links.telling(handoff, logged.seq);
          await twins.desk.comment(claim.twin, comment, claim.telling === logged.seq);
          await twins.links.told(handoff, logged.seq);
          count++;
        }
        read = logged.seq;
        if (listening) told = read;
      }
    }
    await twins.links.told(handoff, told);
    await client.twinTold(handoff, read);
  } finally {
    await twins.links.release(handoff);
  }
  return count;
}

/** Whether the twin is told what comes after this event; undefined: as before. The cursor never passes an event that ends the telling, so that it is met again. */
function listens(event: LoggedEvent["event"], handoff: string): boolean | undefined {
  if (event.type === "handoff.requested") return event.handoff === handoff;
  if (event.type === "operator.joined") return true;
  return event.type === "operator.left" ? false : undefined;
}

function commentOf({ seq, event }: LoggedEvent, conversation: string): RemoteComment | null {
  if (!isTold(event)) return null;
  const key = `${conversation}.${seq}`;
  switch (event.type) {
    case "customer.message":
      return { key, by: "customer", name: null, text: event.text };
    case "operator.message":
      return { key, by: "operator", name: event.operator, text: event.text };
    case "conversation.closed":
      return {
        key,
        by: "system",
        name: null,
        text: `The conversation was closed by the ${event.by === "customer" ? "customer" : "support agent"}.`,
      };
    default:
      return null;
  }
}

/**
 * Where tickets have a twin in another system, what is said while a person is asked for is told there too. That something is to be told is written in the transaction
 * of what is said, as a row of the outbox; what it is, the teller reads from the log by cursor. So nothing is told that was not stored, and nothing that was stored is forgotten.
 */
import { isTold } from "#contracts/handoffs";
import type { ConversationEvent } from "#contracts/events";
import { handoffId } from "#domain/ids";
import { tellingRow } from "#outbox/outbox";
import type { Records } from "./records.ts";
import type { Append } from "./storage/event-log.ts";

/** The log's `append` for one commit, which also puts down that the twin has to hear of it. To be made before the commit changes anything. */
export function mirrored(append: Append, records: Records, conversation: string, nowMs: number): Append {
  const state = records.standing()?.state;
  const handoff = state === "waiting" || state === "human" ? records.handoffs.latest() : undefined;
  if (!handoff) return append;
  return (event: ConversationEvent) => {
    if (isTold(event)) records.outbox.hurry(tellingRow(handoffId(conversation, handoff.n)), nowMs);
    return append(event);
  };
}

/** The teller has told everything up to `seq`. What was said meanwhile keeps the row. */
export function confirmTold(records: Records, handoff: string, seq: number): void {
  const later = records.log.after(seq, records.log.head - seq).some(({ event }) => isTold(event));
  if (!later) records.outbox.confirm(tellingRow(handoff));
}

/**
 * Asking for a person. The event, the raised state and the outbox row are one transaction: once the customer reads that a person was asked, the ticket can
 * no longer be forgotten. Idempotent while a handoff is open.
 */
import type { HandoffReason } from "#contracts/events";
import { handoffId, turnId } from "#domain/ids";
import { changeOwnership } from "#domain/ownership";
import type { Records } from "./records.ts";
import type { Append } from "./storage/event-log.ts";
import type { StandingRow } from "./storage/standing.ts";

export type HandoffWish = { reason: HandoffReason; text: string; turn: number | null };

/** Within a commit. @returns the handoff's id and the seq of its event. */
export function requestHandoff(
  records: Records,
  append: Append,
  conversation: string,
  standing: StandingRow,
  wish: HandoffWish,
  nowMs: number,
): { handoff: string; seq: number } {
  const open = standing.state === "waiting" || standing.state === "human" ? records.handoffs.latest() : undefined;
  if (open) return { handoff: handoffId(conversation, open.n), seq: open.seq };
  const n = records.handoffs.nextNumber();
  const handoff = handoffId(conversation, n);
  const turn = wish.turn === null ? null : turnId(conversation, wish.turn);
  const seq = append({ type: "handoff.requested", handoff, turn, reason: wish.reason, text: wish.text });
  records.handoffs.add({ n, reason: wish.reason, turn: wish.turn, seq });
  records.outbox.put(handoff, nowMs);
  records.setStanding({ ...standing, ...changeOwnership(standing, "handoff_requested"), offered: false, unanswered: 0 });
  return { handoff, seq };
}

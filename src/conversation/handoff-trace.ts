/** Where a handoff began, for its trace and its figures: with the turn that decided it, or, when the button was pressed, with itself. */
import { handoffId, turnId } from "#domain/ids";
import { rootOf } from "#domain/trace";
import type { Origin } from "#outbox/relay";
import type { Telemetry } from "#ports/telemetry";
import { handoffOf } from "./handoff-progress.ts";
import type { Records } from "./records.ts";

export function originOf(records: Records, conversation: string, handoff: string): Origin {
  const row = handoffOf(records, conversation, handoff);
  const turn = row.ok ? row.value.turn : null;
  const at = row.ok ? records.log.at(row.value.seq)?.at : undefined;
  return { trace: rootOf(turn === null ? handoff : turnId(conversation, turn)), atMs: at === undefined ? 0 : Date.parse(at) };
}

/** Handoffs of a conversation that is erased are waited for no more. */
export function forgetHandoffs(telemetry: Telemetry, records: Records, conversation: string): void {
  for (const { n } of records.handoffs.all()) telemetry.arrived(handoffId(conversation, n));
}

/**
 * Gives a conversation back to the queue when the person who took it over lets the customer wait and does nothing: no customer is forgotten because somebody went
 * home. Counted from the customer's waiting words or the person's last deed, whichever is later; whoever waits for the customer is never sent away.
 */
import { returnAfterMs, type Waits } from "#domain/waiting";
import { backToQueue } from "./back-to-queue.ts";
import type { Records } from "./records.ts";
import { waitingSince } from "./summary.ts";

/** When it goes back, in ms since 1970; null: nobody has it, or the customer waits for nothing. */
export function returnDueMs(records: Records, waits: Waits): number | null {
  const since = waitingSince(records);
  if (records.standing()?.state !== "human" || since === null) return null;
  return Math.max(Date.parse(since), records.desk.read().activeAtMs) + returnAfterMs(waits);
}

/** @returns whether it went back. */
export function returnIfDue(records: Records, waits: Waits, nowMs: number): boolean {
  const due = returnDueMs(records, waits);
  const standing = records.standing();
  if (due === null || due > nowMs || !standing) return false;
  backToQueue(records, standing, standing.assignee ?? "Support");
  return true;
}

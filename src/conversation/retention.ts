/**
 * When a conversation has said nothing for so long that it is to go. Its own alarm looks: soon enough for the setting of now, and at least once a month, so that a setting
 * that was made shorter meanwhile reaches conversations that sleep.
 */
import type { Clock } from "#ports/clock";
import type { Retention } from "#ports/retention";
import type { EventLog } from "./storage/event-log.ts";

const dayMs = 24 * 3_600_000;
/** The longest that a shorter setting may go unnoticed. */
export const longestLookMs = 30 * dayMs;
/** When the setting cannot be read: nothing is erased on a guess. */
const tryAgainMs = 3_600_000;

/** @returns whether the conversation has been silent for too long, or when to look again, in ms since 1970; null: never, there is nothing in it. */
export async function lookAtAge(
  log: Pick<EventLog, "lastAtMs">,
  { retention, clock }: { retention: Retention; clock: Pick<Clock, "now"> },
): Promise<"erase" | number | null> {
  const lastMs = log.lastAtMs();
  if (lastMs === null) return null;
  if (!(await isOverdue(retention, lastMs, clock.now()))) return nextLookMs(retention, lastMs, clock.now());
  // While the setting was read, somebody may have said something.
  return log.lastAtMs() === lastMs ? "erase" : clock.now() + tryAgainMs;
}

/** When to look at a conversation whose last event came at `lastMs`, in ms since 1970. Reads nothing but what the isolate knows. */
async function nextLookMs(retention: Retention, lastMs: number, nowMs: number): Promise<number> {
  const days = await retention.known();
  const dueMs = days === null ? Infinity : lastMs + days * dayMs;
  return Math.max(nowMs + tryAgainMs, Math.min(dueMs, nowMs + longestLookMs));
}

/** Whether it is to go now, by the setting as it is stored at this moment. False when that cannot be read. */
async function isOverdue(retention: Retention, lastMs: number, nowMs: number): Promise<boolean> {
  // Nobody may keep conversations for less than a day, so most looks ask nobody.
  if (nowMs - lastMs < dayMs) return false;
  try {
    const days = await retention.stored();
    return days !== null && nowMs - lastMs >= days * dayMs;
  } catch {
    return false;
  }
}

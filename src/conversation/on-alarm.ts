/**
 * What a conversation does when its alarm goes off: runs on with what a crash cut off, re-sends what was not confirmed, tells the facts of ended turns and the inbox, lets itself go when it
 * has been silent for too long.
 */
import type { OperatorDesk } from "./operator-desk.ts";
import type { Outward } from "./outward.ts";
import type { ProposalRunner } from "./proposal-runner.ts";
import type { TurnRunner } from "./turn-runner.ts";
import { earliestDueMs, recoverAfterMs } from "./wakes.ts";

export type Workers = { runner: TurnRunner; proposals: ProposalRunner; outward: Outward; desk: OperatorDesk };

/** @returns when to come again, in ms since 1970; null: not. */
export async function onAlarm(
  { runner, proposals, outward, desk }: Workers,
  nowMs: () => number,
  erase: () => Promise<void>,
): Promise<number | null> {
  const isDone = await runner.wake();
  await proposals.wake();
  await Promise.all([outward.sendAll(), isDone ? desk.alarm() : undefined]);
  if (!isDone) return nowMs() + recoverAfterMs;
  return earliestDueMs([outward, proposals, desk]) ?? outward.keepOrErase(erase);
}

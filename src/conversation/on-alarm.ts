/**
 * What a conversation does when its alarm goes off: runs on with what a crash cut off, re-sends what was not confirmed, tells the facts of ended turns and the inbox, lets itself go when it
 * has been silent for too long.
 */
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import type { OperatorDesk } from "./operator-desk.ts";
import type { Outward } from "./outward.ts";
import type { ProposalRunner } from "./proposal-runner.ts";
import type { TurnRunner } from "./turn-runner.ts";
import { earliestDueMs, recoverAfterMs } from "./wakes.ts";

export type Workers = { runner: TurnRunner; proposals: ProposalRunner; outward: Outward; desk: OperatorDesk };

type Ports = { clock: Pick<Clock, "now">; telemetry: Telemetry };

/** Never rejects: what went wrong is tried again soon, for as long as it takes, where the platform would try a few times and give up. @returns when to come again, in ms since 1970; null: not. */
export async function onAlarm(
  id: string,
  { runner, proposals, outward, desk }: Workers,
  { clock, telemetry }: Ports,
  erase: () => Promise<void>,
): Promise<number | null> {
  try {
    const isDone = await runner.wake();
    await proposals.wake();
    const sent = outward.sendAll();
    // What the two write down afterwards is one commit with the next setting of the alarm.
    await Promise.all([sent, isDone ? desk.alarm(sent) : undefined]);
    if (isDone) return earliestDueMs([outward, proposals, desk]) ?? (await outward.keepOrErase(erase));
  } catch (error) {
    telemetry.log("error", "alarm.failed", { conversation_id: id, reason: error instanceof Error ? error.name : "unknown" });
  }
  return clock.now() + recoverAfterMs;
}

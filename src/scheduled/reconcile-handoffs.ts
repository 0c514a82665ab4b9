/**
 * Looks after handoffs that should have been dealt with by now: no ticket, a ticket that the conversation never heard of, a workflow that outlives its closed ticket.
 * Each is started again or woken, by the state in which its workflow is; every step may run twice. It reads rows of D1 only and asks no conversation.
 */
import type { ScheduledPorts } from "#compose/scheduled-ports";
import type { Suspect } from "#ports/handoff-ledger";
import type { Counts } from "./job.ts";

/** In one run; the rest is there the next time. Few at once, because a service in trouble must not be pressed. */
export const mostSuspects = 100;
const atOnce = 10;
/** Waits between two looks at one handoff: 5, 10, 20, 40 minutes, then an hour; jittered upwards by up to half, so that what got stuck together does not come back together. */
const firstWaitMs = 5 * 60_000;
const longestWaitMs = 60 * 60_000;
/** After so many looks without a ticket, more than an hour, a person should know. */
const tellsAfterLooks = 4;
/** A duplicate of a queue message is not older than that. */
const keepsEndedMs = 30 * 24 * 60 * 60_000;

type Look = "created" | "restarted" | "woken" | "ended" | "settled" | "failed";

export async function reconcileHandoffs(ports: ScheduledPorts): Promise<Counts> {
  const { ledger, clock } = ports;
  const counts: Record<Look | "suspects" | "given_up" | "pruned", number> = {
    suspects: 0,
    created: 0,
    restarted: 0,
    woken: 0,
    ended: 0,
    settled: 0,
    failed: 0,
    given_up: 0,
    pruned: await ledger.prune(clock.now() - keepsEndedMs),
  };
  const suspects = await ledger.suspects(mostSuspects);
  counts.suspects = suspects.length;
  for (let from = 0; from < suspects.length; from += atOnce) {
    const looks = suspects.slice(from, from + atOnce).map(async (suspect) => {
      counts[await lookAfter(suspect, ports)] += 1;
      if (await tellsPerson(suspect, ports)) counts.given_up += 1;
    });
    await Promise.all(looks);
  }
  return counts;
}

/** The next look is written down first: one that brings the job down must not be looked at again at once. */
async function lookAfter({ handoff, conversation, looks, isTold }: Suspect, ports: ScheduledPorts): Promise<Look> {
  const { ledger, workflows, clock, randomness, telemetry } = ports;
  const fields = { handoff_id: handoff, conversation_id: conversation, attempt: looks + 1 };
  await ledger.looked(handoff, clock.now() + waitMs(looks + 1, randomness.unit()));
  try {
    if (isTold) {
      await workflows.settle(handoff);
      return "settled";
    }
    const outcome = await workflows.ensure({ v: 1, handoff, conversation, trace: null });
    telemetry.log("warn", "reconciler.handoff", { ...fields, outcome });
    return outcome;
  } catch (error) {
    telemetry.log("error", "reconciler.failed", { ...fields, reason: error instanceof Error ? error.name : "unknown" });
    return "failed";
  }
}

async function tellsPerson({ handoff, conversation, looks, isTold }: Suspect, { deadLetters }: ScheduledPorts): Promise<boolean> {
  if (isTold || looks !== tellsAfterLooks) return false;
  await deadLetters.keep({ v: 1, handoff, conversation, trace: null }, "reconciler");
  return true;
}

/** Milliseconds until the next look, after so many. `unit` is uniform in [0, 1). */
export const waitMs = (looks: number, unit: number): number => Math.min(longestWaitMs, firstWaitMs * 2 ** looks) * (1 + unit / 2);

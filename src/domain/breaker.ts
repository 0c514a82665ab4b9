/**
 * A circuit breaker as a value: closed while calls succeed, open when most of the recent ones failed, and asked to let single probes through once its pause is over. It knows
 * no clock and no model; whoever holds it says what happened and when. (Nygard, "Release It!", ch. 5.)
 */

export type Breaker = {
  /** Outcomes as they weigh since then; older ones weigh less. */
  windowStartsAtMs: number;
  succeeded: number;
  failed: number;
  /** Until when nothing is let through; 0 while closed. */
  openUntilMs: number;
  /** Openings in a row, without a success in between: each makes the pause longer. */
  openings: number;
  /** Until when the one probe that was let through may take; 0 when none is out. */
  probeUntilMs: number;
};

/** After so long an outcome weighs half as much. Were it forgotten at once, a few wrong answers at the beginning of each window would stand alone, and open the breaker of a model that is well. */
const windowMs = 10_000;
/** So many calls weigh together at most, so that a model that was well a thousand times and dies is found out after fifteen calls and not after a thousand. */
const remembered = 20;
/** It opens from so many failures on, when they weigh at least as much as the successes. */
const failuresToOpen = 3;
/** The first pause, doubled with each opening in a row. With 5 s, two probes at most fall into any ten seconds. */
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;
/** A probe that has not come back by then is taken for lost, and another one may go. */
const probeMs = 10_000;

export const closedBreaker: Breaker = {
  windowStartsAtMs: 0,
  succeeded: 0,
  failed: 0,
  openUntilMs: 0,
  openings: 0,
  probeUntilMs: 0,
};

/** pass: call it; probe: nobody may call but the one who takes the probe; refuse: nobody may. */
export type Admission = "pass" | "probe" | "refuse";

export function admissionTo(breaker: Breaker, nowMs: number): Admission {
  if (breaker.openings === 0) return "pass";
  return nowMs < breaker.openUntilMs || nowMs < breaker.probeUntilMs ? "refuse" : "probe";
}

/** The breaker with the probe given away. */
export const withProbe = (breaker: Breaker, nowMs: number): Breaker => ({ ...breaker, probeUntilMs: nowMs + probeMs });

/** The breaker after calls that ended. While it is open, one success closes it and one failure opens it anew. */
export function afterCalls(breaker: Breaker, { succeeded, failed }: { succeeded: number; failed: number }, nowMs: number): Breaker {
  if (breaker.openings > 0) {
    if (succeeded > 0) return { ...closedBreaker, windowStartsAtMs: nowMs };
    // Calls that were under way when it opened say nothing new; the failure of a probe does.
    return failed > 0 && nowMs >= breaker.openUntilMs ? opened(breaker, nowMs) : breaker;
  }
  const windows = Math.max(0, Math.floor((nowMs - breaker.windowStartsAtMs) / windowMs));
  const sums = { succeeded: breaker.succeeded / 2 ** windows + succeeded, failed: breaker.failed / 2 ** windows + failed };
  const weight = Math.min(1, remembered / (sums.succeeded + sums.failed));
  const counted = {
    ...breaker,
    windowStartsAtMs: breaker.windowStartsAtMs + windows * windowMs,
    succeeded: sums.succeeded * weight,
    failed: sums.failed * weight,
  };
  const tooMany = counted.failed >= failuresToOpen && counted.failed >= counted.succeeded;
  return tooMany ? opened(counted, nowMs) : counted;
}

const opened = (breaker: Breaker, nowMs: number): Breaker => ({
  windowStartsAtMs: nowMs,
  succeeded: 0,
  failed: 0,
  openUntilMs: nowMs + Math.min(longestPauseMs, firstPauseMs * 2 ** breaker.openings),
  openings: breaker.openings + 1,
  probeUntilMs: 0,
});

/**
 * One step's attempts under its agent's policy: each is cut off at the time limit, a failure is tried again after a jittered wait, a breach of contract
 * is not (the same input would breach it again). Never rejects: how it ended is a value.
 */
import type { AgentContext, AnyAgent } from "#agents/agent";
import type { Rung } from "#contracts/events";
import { ContractError } from "#agents/ladder";
import type { Clock } from "#ports/clock";
import type { Randomness } from "#ports/randomness";
import { backoffMs } from "./backoff.ts";

export type AttemptsEnd =
  | { outcome: "done"; output: unknown; rung: Rung; attempts: number }
  | { outcome: "failed" | "timed_out"; reason: string; attempts: number };

export type AttemptsContext = {
  clock: Clock;
  randomness: Randomness;
  /** Aborted when the whole run must end. */
  signal: AbortSignal;
  /** What the n-th attempt (from 1) may tell the customer. */
  voice(attempt: number): Pick<AgentContext, "status" | "delta" | "restart" | "called">;
};

class AttemptTimeout extends Error {}

/** Of an attempt's time, what the rungs above the bottom one have together. More than the models' own limits, which end a call properly. */
const upperShare = 0.85;

export async function runAttempts<P>(agent: AnyAgent<P>, input: unknown, ports: P, context: AttemptsContext): Promise<AttemptsEnd> {
  const { policy } = agent;
  for (let attempt = 1; ; attempt++) {
    try {
      const { output, rung } = await withinTime(agent, input, ports, attempt, context);
      return { outcome: "done", output, rung, attempts: attempt };
    } catch (error) {
      const outcome = error instanceof AttemptTimeout ? "timed_out" : "failed";
      const reason = error instanceof Error ? error.message : String(error);
      const final = attempt > policy.retries || error instanceof ContractError || context.signal.aborted;
      if (final) return { outcome, reason, attempts: attempt };
      try {
        await context.clock.sleep(backoffMs(policy.backoff, attempt, context.randomness.unit()), context.signal);
      } catch {
        return { outcome, reason, attempts: attempt };
      }
    }
  }
}

/**
 * An agent that ignores its signal is left behind when the time is up: its late answer goes nowhere, and what it still says is not heard. Signals and timers
 * are dear on the platform, so an attempt has one of each, and an attempt that ends well aborts nothing.
 */
function withinTime<P>(
  agent: AnyAgent<P>,
  input: unknown,
  ports: P,
  attempt: number,
  context: AttemptsContext,
): Promise<{ output: unknown; rung: Rung }> {
  const { clock, signal } = context;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = new AbortController();
    let over = false;
    const end = (): void => {
      over = true;
      cancelLimit();
      signal.removeEventListener("abort", onAbort);
    };
    const giveUp = (reason: unknown): void => {
      end();
      abort.abort(reason);
      reject(reason);
    };
    const onAbort = (): void => giveUp(signal.reason);
    const { timeoutMs } = agent.policy;
    const cancelLimit = clock.after(timeoutMs, () => giveUp(new AttemptTimeout(`no answer within ${timeoutMs} ms`)));
    signal.addEventListener("abort", onAbort);
    const voice = context.voice(attempt);
    const lateAtMs = clock.now() + upperShare * timeoutMs;
    const work = agent.attempt(input, ports, {
      signal: abort.signal,
      attempt,
      status: (phase) => over || voice.status(phase),
      delta: (text) => over || voice.delta(text),
      restart: () => over || voice.restart(),
      untilLate: (late) => clock.after(Math.max(0, lateAtMs - clock.now()), late),
      // A call that ends after the attempt has cost what it cost.
      called: (call) => voice.called(call),
    });
    // After giving up, `resolve` and `reject` do nothing any more.
    work.finally(end).then(resolve, reject);
  });
}

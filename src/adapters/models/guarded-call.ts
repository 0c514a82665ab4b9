/**
 * One call that gives all its answer at once (an embedding, a reranking, a query of the vector index) under guard: the breaker and the budget are asked first, it is cut off when its
 * time is up even if the provider ignores its signal, and it is settled exactly once. Fails with `ModelFailure` alone.
 */
import type { ModelCall } from "#contracts/model-calls";
import { nothingSpent, type Price, priced, type Spend } from "#domain/spending";
import type { Clock } from "#ports/clock";
import { ModelFailure } from "#ports/models";
import { callSpan, type WatchedCall } from "./call-span.ts";
import { failureOf } from "./failure-of.ts";
import type { Budgeted } from "./guarded-model.ts";

export type CallGuard = {
  id: string;
  /** Name and version of what is asked, for the log: "search/1". */
  prompt: string;
  price: Price;
  /** When the time is up. */
  endsAtMs: number;
  signal?: AbortSignal | undefined;
  clock: Clock;
  breaker: { admits(model: string): Promise<boolean>; note(model: string, ended: "succeeded" | "failed"): void };
  reserve: (estimate: Spend) => Promise<Budgeted>;
  record: (call: ModelCall) => void;
  /** Absent: nobody needs to see it. */
  watched?: Pick<WatchedCall, "telemetry" | "operation">;
};

/** @param tokens that the call reads, roughly. @param check throws `ModelFailure` for an answer that is no use. */
export async function guardedCall<T>(
  guard: CallGuard,
  tokens: number,
  ask: (signal: AbortSignal) => PromiseLike<T>,
  check: (answer: T) => void,
): Promise<T> {
  const { id, prompt, price, clock, breaker, record, signal } = guard;
  const startedAtMs = clock.now();
  const ended = (outcome: ModelCall["outcome"], spend: Spend, cap?: ModelCall["cap"]): ModelCall => {
    const call: ModelCall = {
      model: id,
      prompt,
      outcome,
      tokens: { input: spend.tokens, output: 0 },
      costMicros: spend.micros,
      tookMs: clock.now() - startedAtMs,
      ...(cap ? { cap } : {}),
    };
    record(call);
    return call;
  };
  const refuse = (reason: ModelFailure["reason"], cap?: ModelCall["cap"]): ModelFailure => {
    ended(reason, nothingSpent, cap);
    return new ModelFailure(reason);
  };
  if (startedAtMs >= guard.endsAtMs) throw refuse("timed_out");
  if (!(await breaker.admits(id))) throw refuse("breaker_open");
  const estimate = priced({ input: tokens, output: 0 }, price);
  const budget = await guard.reserve(estimate);
  if (budget.over !== null) throw refuse("over_budget", budget.over);
  const spanEnded = guard.watched && callSpan({ ...guard.watched, id, prompt });
  try {
    const answer = await inTime(guard, ask);
    check(answer);
    budget.settle(estimate);
    breaker.note(id, "succeeded");
    const call = ended("done", estimate);
    spanEnded?.(call);
    return answer;
  } catch (error) {
    const failure = signal?.aborted === true ? new ModelFailure("aborted", { cause: error }) : failureOf(error);
    const spend = failure.reason === "timed_out" || failure.reason === "invalid_output" ? estimate : nothingSpent;
    budget.settle(spend);
    // Whoever stopped listening says nothing about the model.
    if (failure.reason !== "aborted") breaker.note(id, "failed");
    const call = ended(failure.reason, spend);
    spanEnded?.(call);
    throw failure;
  }
}

function inTime<T>({ clock, endsAtMs, signal }: CallGuard, ask: (signal: AbortSignal) => PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = new AbortController();
    const end = (failure: ModelFailure): void => {
      reject(failure);
      abort.abort(failure);
    };
    const onAbort = (): void => end(new ModelFailure("aborted"));
    const cancel = clock.after(Math.max(0, endsAtMs - clock.now()), () => end(new ModelFailure("timed_out")));
    signal?.addEventListener("abort", onAbort, { once: true });
    Promise.resolve()
      .then(() => ask(abort.signal))
      .finally(() => {
        cancel();
        signal?.removeEventListener("abort", onAbort);
      })
      .then(resolve, reject);
  });
}

/**
 * A language model under guard: before a call the breaker and the budgets are asked, a call that goes quiet or takes too long is cut off even if the provider ignores its signal, and each call
 * is settled exactly once: with the breaker, with the budgets, and in the record. Failures are `ModelFailure`, thrown or as an `error` part.
 */
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import type { ModelCall } from "#contracts/model-calls";
import { fingerprint } from "#domain/fingerprint";
import { estimatedTokens, nothingSpent, type Price, priced, type Spend } from "#domain/spending";
import type { Clock } from "#ports/clock";
import { type ChatModel, ModelFailure } from "#ports/models";
import type { Telemetry } from "#ports/telemetry";
import { callSpan } from "./call-span.ts";
import { failureOf } from "./failure-of.ts";
import type { PartReader, StreamingModel } from "./provider.ts";
import { Watchdog } from "./watchdog.ts";

export type Budgeted = { over: null; settle: (actual: Spend) => void } | { over: NonNullable<ModelCall["cap"]> };

export type GuardOptions = {
  id: string;
  prompt: string;
  model: StreamingModel;
  price: Price;
  idleMs: number;
  /** When the time of all models of this attempt is up. */
  endsAtMs: number;
  signal: AbortSignal;
  clock: Clock;
  breaker: { admits(model: string): Promise<boolean>; note(model: string, ended: "succeeded" | "failed"): void };
  reserve: (estimate: Spend) => Promise<Budgeted>;
  record: (call: ModelCall) => void;
  telemetry: Pick<Telemetry, "span">;
};

/** A model that writes on past its cap, in characters for each token, does not heed it. */
const longestTokenChars = 8;

export const guarded = (options: GuardOptions): ChatModel => ({
  doGenerate: (call) => generate(options, call),
  doStream: (call) => stream(options, call),
});

async function generate(options: GuardOptions, call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
  const guard = await Guard.enter(options, call);
  const result = await guard.asked((signal) => options.model.doGenerate({ ...call, abortSignal: signal }));
  const said = result.content.map((part) => (part.type === "text" ? part.text : "")).join("");
  const toolCalls = result.content.filter((part) => part.type === "tool-call");
  const usable = said.trim() !== "" || toolCalls.length > 0;
  guard.end(usable ? "done" : "empty", tokensOf(result.usage, guard.inputTokens, said), { said, toolCalls });
  if (!usable) throw new ModelFailure("empty");
  return result;
}

async function stream(
  options: GuardOptions,
  call: LanguageModelV4CallOptions,
): Promise<{ stream: AsyncIterable<LanguageModelV4StreamPart> }> {
  const guard = await Guard.enter(options, call);
  const { stream: parts } = await guard.asked((signal) => options.model.doStream({ ...call, abortSignal: signal }));
  return { stream: guardedParts(guard, parts.getReader(), (call.maxOutputTokens ?? Infinity) * longestTokenChars) };
}

/** The model's parts up to its end, which is a `finish` or an `error` part. Whoever leaves before that ends the call. */
async function* guardedParts(guard: Guard, reader: PartReader, mostChars: number): AsyncGenerator<LanguageModelV4StreamPart, void, void> {
  guard.onBite(() => void reader.cancel(undefined).catch(() => undefined));
  let written = "";
  const toolCalls: LanguageModelV4ToolCall[] = [];
  const estimated = (): Tokens => ({ input: guard.inputTokens, output: estimatedTokens(written) });
  const failed = (reason: ModelFailure["reason"], error = new ModelFailure(reason)): LanguageModelV4StreamPart => {
    guard.end(error.reason, estimated(), { said: written, toolCalls });
    return { type: "error", error };
  };
  const next = async (): Promise<LanguageModelV4StreamPart> => {
    try {
      const { done, value } = await reader.read();
      if (guard.bitten) return failed(guard.bitten);
      if (done) return failed("cut");
      guard.heard();
      if (value.type === "error") return failed("unavailable", failureOf(value.error));
      if (value.type === "text-delta") written += value.delta;
      if (value.type === "tool-call") toolCalls.push(value);
      if (written.length > mostChars) return failed("cut");
      if (value.type !== "finish") return value;
      if (value.finishReason.unified === "error") return failed("cut");
      if (written.trim() === "" && toolCalls.length === 0) return failed("empty");
      guard.end("done", tokensOf(value.usage, guard.inputTokens, written), { said: written, toolCalls });
      return value;
    } catch (error) {
      return failed("cut", guard.bitten ? new ModelFailure(guard.bitten) : new ModelFailure("cut", { cause: error }));
    }
  };
  let isWhole = false;
  try {
    for (let isOver = false; !isOver;) {
      const part = await next();
      isWhole = part.type === "finish";
      isOver = isWhole || part.type === "error";
      yield part;
    }
  } finally {
    // Nothing, when it has ended.
    guard.end("aborted", estimated(), { said: written, toolCalls });
    if (!isWhole) void reader.cancel(undefined).catch(() => undefined);
  }
}

type Tokens = ModelCall["tokens"];
type Reply = { said: string; toolCalls: readonly LanguageModelV4ToolCall[] };

/** As the journal keeps it. */
const recorded = ({ said, toolCalls }: Reply): Pick<ModelCall, "said" | "toolCalls"> => ({
  ...(said === "" ? {} : { said }),
  ...(toolCalls.length === 0
    ? {}
    : { toolCalls: toolCalls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })) }),
});

/** One call: from the question whether it may be made to its settlement. */
class Guard {
  readonly inputTokens: number;
  readonly #asked: string;
  /** Why it was cut off; null while it was not. */
  bitten: "timed_out" | "aborted" | null = null;
  readonly #options: GuardOptions;
  readonly #settle: (actual: Spend) => void;
  readonly #ended: (call: ModelCall) => void;
  readonly #startedAtMs: number;
  readonly #abort = new AbortController();
  readonly #watchdog: Watchdog;
  readonly #onAbort = (): void => this.#bite("aborted");
  #onBite = (): void => undefined;
  #open = true;

  /** Throws `ModelFailure` when the call may not be made. */
  static async enter(options: GuardOptions, call: LanguageModelV4CallOptions): Promise<Guard> {
    const { clock, breaker, id, record } = options;
    const startedAtMs = clock.now();
    const refused = (reason: ModelFailure["reason"], cap?: ModelCall["cap"]): ModelFailure => {
      const none = { tokens: { input: 0, output: 0 }, costMicros: 0, tookMs: clock.now() - startedAtMs };
      record({ model: id, prompt: options.prompt, outcome: reason, ...none, ...(cap ? { cap } : {}) });
      return new ModelFailure(reason);
    };
    if (startedAtMs >= options.endsAtMs) throw refused("timed_out");
    const prompt = JSON.stringify(call.prompt);
    const inputTokens = estimatedTokens(prompt);
    const worst = priced({ input: inputTokens, output: call.maxOutputTokens ?? inputTokens }, options.price);
    if (!(await breaker.admits(id))) throw refused("breaker_open");
    const budget = await options.reserve(worst);
    if (budget.over !== null) throw refused("over_budget", budget.over);
    if (options.signal.aborted) {
      budget.settle(nothingSpent);
      throw refused("aborted");
    }
    return new Guard(
      options,
      { inputTokens, asked: fingerprint(prompt) },
      budget.settle,
      clock.now(),
      callSpan({ ...options, operation: "chat" }, call.maxOutputTokens === undefined ? {} : { max_tokens: call.maxOutputTokens }),
    );
  }

  private constructor(
    options: GuardOptions,
    call: { inputTokens: number; asked: string },
    settle: (actual: Spend) => void,
    startedAtMs: number,
    ended: (call: ModelCall) => void,
  ) {
    this.#options = options;
    this.#ended = ended;
    this.inputTokens = call.inputTokens;
    this.#asked = call.asked;
    this.#settle = settle;
    this.#startedAtMs = startedAtMs;
    const { clock, idleMs, endsAtMs, signal } = options;
    this.#watchdog = new Watchdog({ clock, idleMs, endsAtMs, onSilence: () => this.#bite("timed_out") });
    signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** Waits for the provider, but no longer than the watchdog does. Ends the call when it fails. */
  async asked<T>(ask: (signal: AbortSignal) => PromiseLike<T>): Promise<T> {
    const cutOff = Promise.withResolvers<never>();
    this.onBite(() => cutOff.reject(new ModelFailure(this.bitten ?? "timed_out")));
    try {
      const answer = await Promise.race([ask(this.#abort.signal), cutOff.promise]);
      this.heard();
      return answer;
    } catch (error) {
      const failure = failureOf(error);
      this.end(failure.reason, { input: failure.reason === "timed_out" ? this.inputTokens : 0, output: 0 });
      throw failure;
    }
  }

  heard(): void {
    this.#watchdog.heard();
  }

  onBite(then: () => void): void {
    this.#onBite = then;
  }

  end(outcome: ModelCall["outcome"], tokens: Tokens, reply: Reply = { said: "", toolCalls: [] }): void {
    if (!this.#open) return;
    this.#open = false;
    const { id, prompt, price, breaker, clock, record, signal } = this.#options;
    this.#watchdog.stop();
    signal.removeEventListener("abort", this.#onAbort);
    const spend = priced(tokens, price);
    this.#settle(spend);
    // Whoever stopped listening says nothing about the model.
    if (outcome !== "aborted") breaker.note(id, outcome === "done" ? "succeeded" : "failed");
    const tookMs = clock.now() - this.#startedAtMs;
    const call: ModelCall = {
      model: id,
      prompt,
      outcome,
      tokens,
      costMicros: spend.micros,
      tookMs,
      asked: this.#asked,
      ...recorded(reply),
    };
    record(call);
    this.#ended(call);
  }

  #bite(reason: "timed_out" | "aborted"): void {
    if (!this.#open || this.bitten) return;
    this.bitten = reason;
    this.#abort.abort(new Error(reason));
    this.#onBite();
  }
}

/** As the provider counted; estimated where it did not. */
const tokensOf = ({ inputTokens, outputTokens }: LanguageModelV4Usage, input: number, written: string): Tokens => ({
  input: inputTokens.total || input,
  output: outputTokens.total || estimatedTokens(written),
});

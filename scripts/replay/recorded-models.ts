/**
 * Models that say again what they said when the conversation was recorded. Each call takes the next recorded one of the same model; a call that was not recorded gives nothing,
 * as a model that does not answer. What is asked is named by a fingerprint, so that a changed prompt shows although its answer is the old one.
 */
import type { LanguageModelV4, LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { ModelCall } from "#contracts/model-calls";
import { fingerprint } from "#domain/fingerprint";
import { type AgentModel, type CallScope, type Instructions, type ModelAgent, ModelFailure, type ModelPorts } from "#ports/models";

export type RecordedCalls = {
  /** Null: the desk had no models for this agent, as far as the recording shows. */
  of(agent: ModelAgent): readonly ModelCall[] | null;
  /** The step ended without an answer, although nothing was recorded that says why: its models stay silent until the time is up. */
  isSilent(agent: ModelAgent): boolean;
};

type Limits = Readonly<Record<ModelAgent, { maxInputTokens: number; maxOutputTokens: number }>>;

export class RecordedModels implements ModelPorts {
  readonly instructions: Instructions;
  readonly #recorded: RecordedCalls;
  readonly #limits: Limits;
  readonly #taken = new Set<ModelCall>();

  constructor(recorded: RecordedCalls, instructions: Instructions, limits: Limits) {
    this.#recorded = recorded;
    this.instructions = instructions;
    this.#limits = limits;
  }

  async prepare(): Promise<void> {}

  has(agent: ModelAgent): boolean {
    return this.#recorded.of(agent) !== null;
  }

  maxInputTokens(agent: ModelAgent): number {
    return this.#limits[agent].maxInputTokens;
  }

  ladder(agent: ModelAgent, scope: CallScope): readonly AgentModel[] {
    const calls = this.#recorded.of(agent) ?? [];
    const ids = [...new Set(calls.map(({ model }) => model))];
    return ids.map((id) => ({
      id,
      maxOutputTokens: this.#limits[agent].maxOutputTokens,
      reject: () => undefined,
      model: this.#model(id, agent, calls, scope),
    }));
  }

  #model(id: string, agent: ModelAgent, calls: readonly ModelCall[], scope: CallScope): LanguageModelV4 {
    const next = async (prompt: unknown): Promise<ModelCall> => {
      if (this.#recorded.isSilent(agent)) return new Promise(() => undefined);
      const asked = fingerprint(JSON.stringify(prompt));
      const call = calls.find((one) => one.model === id && !this.#taken.has(one));
      if (!call) {
        scope.record({
          model: id,
          prompt: scope.prompt,
          outcome: "unavailable",
          tokens: { input: 0, output: 0 },
          costMicros: 0,
          tookMs: 0,
          asked,
        });
        throw new ModelFailure("unavailable");
      }
      this.#taken.add(call);
      const { asked: before, attempt: _, ...kept } = call;
      scope.record({ ...kept, prompt: scope.prompt, ...(before === undefined ? {} : { asked }) });
      return call;
    };
    return {
      specificationVersion: "v4",
      provider: "recorded",
      modelId: id,
      supportedUrls: {},
      doGenerate: async ({ prompt }) => generated(await next(prompt)),
      doStream: async ({ prompt }) => ({ stream: streamed(await next(prompt)) }),
    };
  }
}

const toolCallsOf = ({ toolCalls = [] }: ModelCall) =>
  toolCalls.map(({ id, name, input }) => ({ type: "tool-call" as const, toolCallId: id, toolName: name, input }));

const usageOf = ({ tokens }: ModelCall): LanguageModelV4GenerateResult["usage"] => ({
  inputTokens: { total: tokens.input, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: tokens.output, text: undefined, reasoning: undefined },
});

const finishOf = (call: ModelCall): LanguageModelV4GenerateResult["finishReason"] => ({
  unified: call.toolCalls && call.toolCalls.length > 0 ? "tool-calls" : "stop",
  raw: undefined,
});

function generated(call: ModelCall): LanguageModelV4GenerateResult {
  if (call.outcome !== "done") throw new ModelFailure(call.outcome);
  const text = call.said === undefined ? [] : [{ type: "text" as const, text: call.said }];
  return { content: [...text, ...toolCallsOf(call)], finishReason: finishOf(call), usage: usageOf(call), warnings: [] };
}

/** What was written before it was cut off is written again before it is cut off. */
function streamed(call: ModelCall): ReadableStream<LanguageModelV4StreamPart> {
  if (call.outcome !== "done" && call.said === undefined) throw new ModelFailure(call.outcome);
  const parts: LanguageModelV4StreamPart[] = [
    { type: "stream-start", warnings: [] },
    ...(call.said === undefined
      ? []
      : [
          { type: "text-start" as const, id: "0" },
          { type: "text-delta" as const, id: "0", delta: call.said },
          { type: "text-end" as const, id: "0" },
        ]),
    ...toolCallsOf(call),
    call.outcome === "done"
      ? { type: "finish", finishReason: finishOf(call), usage: usageOf(call) }
      : { type: "error", error: new ModelFailure(call.outcome) },
  ];
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

/**
 * Models, as agents see them: the AI SDK's own interface, as much of it as they ask for. Behind it every call passes the breaker and the budgets first, is cut off when it idles, and is
 * recorded; so a call may reject with `ModelFailure` before any model heard of it, and its stream may end in an `error` part that carries one.
 */
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { ModelCall } from "#contracts/model-calls";
import type { Spend } from "#domain/spending";

/** Agents that models may work for, and the judge of what the resolution agent's wrote. */
export type ModelAgent = "router" | "resolution" | "escalation" | "judge";

/** An AI SDK model is one of these. What it streams is read in one go or left: a stream object around each part would cost the platform's wakings and give nothing. */
export type ChatModel = Pick<LanguageModelV4, "doGenerate"> & {
  doStream(call: LanguageModelV4CallOptions): PromiseLike<{ stream: AsyncIterable<LanguageModelV4StreamPart> }>;
};

export type AgentModel = {
  /** Provider and model, as the log names it: "workers-ai/@cf/…". */
  id: string;
  model: ChatModel;
  maxOutputTokens: number;
  /** Says that what the model answered was no use, which counts against it like a failed call. */
  reject(): void;
};

/** What a prompt needs to know of the company. None of it is secret: assume that a customer can read all of it. */
export type Instructions = {
  company: string;
  /** Text of `support/policies.md`. */
  policies: string;
  /** Hosts that an answer may link to, besides the desk's own pages. */
  allowedLinkHosts: readonly string[];
  intents: readonly { name: string; description: string }[];
};

export type CallScope = {
  /** The turn's or the attempt's end. */
  signal: AbortSignal;
  /** Name and version of the prompt, for the log: "resolution/1". */
  prompt: string;
  /** Told once for each call, refused ones included. */
  record: (call: ModelCall) => void;
};

/** Whose budgets a call counts against. */
export type ModelAccount = {
  /** Pseudonym of the visitor's network address; "unknown" when nobody knows it. */
  visitor(): string;
  /** By this conversation so far. */
  spent(): Spend;
  add(spend: Spend): void;
};

export interface ModelPorts {
  /** The agent's models, best first, for one attempt at its work: their time together is limited from now on. Empty when the agent works without. */
  ladder(agent: ModelAgent, scope: CallScope): readonly AgentModel[];
  /** Whether the agent has a model, without opening a ladder. */
  has(agent: ModelAgent): boolean;
  /** Most tokens that a prompt of this agent may have, by `estimatedTokens`. */
  maxInputTokens(agent: ModelAgent): number;
  readonly instructions: Instructions;
  /** Asks now for what the first call would wait for. Never rejects. */
  prepare(): Promise<void>;
}

/** Why a model gave no usable answer. */
export class ModelFailure extends Error {
  readonly reason: Exclude<ModelCall["outcome"], "done">;
  constructor(reason: ModelFailure["reason"], options?: ErrorOptions) {
    super(`model: ${reason}`, options);
    this.name = "ModelFailure";
    this.reason = reason;
  }
}

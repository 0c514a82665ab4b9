/**
 * Tools: what the company's own systems can tell and do for the customer. Two ports: the desk's toolbox, which knows how a tool is called; and what an agent has of it during one turn, where a
 * reading call is made within a budget, and a writing one never, but proposed.
 */
import type { Identity } from "#contracts/identity";
import type { ToolCard, ToolUse } from "#contracts/tools";
import type { Result } from "#domain/result";
import type { Tool, ToolInput } from "#domain/tools";

/**
 * How a call ended. `refused`: an answer that is final. `unsure`: no answer, or none that can be read; a writing call may have been carried out all the same, so it is made again under the
 * same key until the answer is known.
 */
export type CallEnd =
  | { outcome: "done"; output: unknown }
  | { outcome: "not_found" }
  | { outcome: "refused"; status: number }
  | { outcome: "unsure"; reason: "timed_out" | "unreachable" | "unavailable" | "unreadable" | "too_large" };

export type CallOptions = {
  customer: Identity | null;
  /** Of a writing call: the same key again means the same deed. */
  key?: string;
  signal: AbortSignal;
};

export type AskedTool = { tool: Tool; input: ToolInput; stated: boolean };

export interface Toolbox {
  /** Those whose host is set, by name. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** What a message asks for without a model; `told`: what tools told before in the conversation, newest first. */
  asked(text: string, told: () => readonly unknown[]): AskedTool | null;
  /** Input as the tool's schema has it. */
  read(tool: Tool, input: unknown): Result<ToolInput, { reason: "invalid_input"; detail: string }>;
  /** Never rejects but with the signal's reason. */
  call(tool: Tool, input: ToolInput, options: CallOptions): Promise<CallEnd>;
}

/** What a call came to, in words that a customer may read. */
export type ToolAnswer =
  | { outcome: "done" | "not_found" | "refused" | "failed"; text: string; output: unknown }
  /** A card waits for the customer, whose own words say what will happen; nothing was done. `text`: said beside it. */
  | { outcome: "proposed"; text: string; card: ToolCard }
  /** The tool is for customers who are known, and this one is not. */
  | { outcome: "sign_in"; text: string }
  /** Not called at all: no such tool, input that does not fit, budget used up. For the model, not for the customer. */
  | { outcome: "not_called"; text: string };

export interface TurnTools {
  /** What a model may be offered. */
  readonly tools: readonly Tool[];
  asked(text: string): AskedTool | null;
  call(name: string, input: unknown, signal: AbortSignal): Promise<ToolAnswer>;
  /** Calls that were made in this turn so far, for the log. */
  used(): readonly ToolUse[];
}

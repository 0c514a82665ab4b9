/**
 * What the agents of one turn have of the desk's tools. A reading call is made within a budget, for this conversation's customer only, and journalled; the same call again in the same turn,
 * a crash in between included, is answered from the journal. A writing tool is never called here: it becomes a card, made of what a reading call has just told, and the customer decides.
 */
import type { Identity } from "#contracts/identity";
import type { ToolCard, ToolUse } from "#contracts/tools";
import { turnId } from "#domain/ids";
import { holds, render } from "#domain/template";
import { needsCustomer, type Tool, type ToolInput } from "#domain/tools";
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import type { AskedTool, Toolbox, ToolAnswer, TurnTools } from "#ports/tools";
import type { ToolPhrases } from "#turn/phrases/table";
import type { Records } from "./records.ts";
import type { ToolCallRow } from "./storage/tool-calls.ts";
import { told } from "./tool-words.ts";
import { watchedCall } from "./watched-call.ts";

/** Of one turn. */
export const toolBudget = { calls: 6, totalMs: 6_000 } as const;
/** Results that "that invoice" may refer to. */
const looksBack = 5;

/** `say`: in the language of the conversation. */
export type TurnToolsOptions = {
  toolbox: Toolbox;
  records: Records;
  clock: Clock;
  telemetry: Pick<Telemetry, "span" | "count" | "observe" | "context">;
  conversation: string;
  turn: number;
  say: ToolPhrases;
};

export class ConversationTools implements TurnTools {
  readonly #options: TurnToolsOptions;
  /** Read once it is needed: a message that asks for no tool pays nothing. */
  #calls: ToolCallRow[] | null = null;
  #spentMs = 0;
  #proposed = false;

  constructor(options: TurnToolsOptions) {
    this.#options = options;
  }

  get tools(): readonly Tool[] {
    return [...this.#options.toolbox.tools.values()];
  }

  asked(text: string): AskedTool | null {
    const { toolbox, records } = this.#options;
    return toolbox.asked(text, () =>
      records.toolCalls
        .latest(looksBack)
        .filter(({ use }) => use.outcome === "done")
        .map(({ output }) => output),
    );
  }

  used(): readonly ToolUse[] {
    return this.#known().map(({ use }) => use);
  }

  async call(name: string, given: unknown, signal: AbortSignal): Promise<ToolAnswer> {
    const { toolbox, records, say } = this.#options;
    const tool = toolbox.tools.get(name);
    if (!tool) return { outcome: "not_called", text: `There is no tool ${name.slice(0, 60)}.` };
    const input = toolbox.read(tool, given);
    if (!input.ok) return { outcome: "not_called", text: `The input does not fit: ${input.error.detail}` };
    const customer = records.customer.read();
    if (!customer && needsCustomer(tool)) return { outcome: "sign_in", text: say.signInFirst(tool.title) };
    return tool.effect === "write" ? this.#propose(tool, input.value, customer, signal) : this.#look(tool, input.value, customer, signal);
  }

  async #look(tool: Tool, input: ToolInput, customer: Identity | null, signal: AbortSignal): Promise<ToolAnswer> {
    const { records, conversation, turn, say } = this.#options;
    const before = this.#known().find(({ use }) => use.tool === tool.name && sameInput(use.input, input));
    if (before) return { outcome: before.use.outcome, text: before.use.text, output: before.output };
    const calls = this.#known();
    if (calls.length >= toolBudget.calls || this.#spentMs >= toolBudget.totalMs)
      return { outcome: "not_called", text: "The budget for tools is used up. Answer with what you have." };
    const call = `${turnId(conversation, turn)}-c${calls.length + 1}`;
    const { end, tookMs } = await watchedCall(this.#options, { tool, input, call }, { customer, signal });
    this.#spentMs += tookMs;
    const output = end.outcome === "done" ? end.output : null;
    const said = told(tool, end, { input, customer, say });
    const use = {
      call,
      tool: tool.name,
      title: tool.title,
      input: { ...input },
      ...said,
      tookMs,
    };
    calls.push({ use, output });
    records.toolCalls.add(turn, { use, output });
    return { ...said, output };
  }

  async #propose(tool: Tool, input: ToolInput, customer: Identity | null, signal: AbortSignal): Promise<ToolAnswer> {
    const { toolbox, records, say } = this.#options;
    if (!tool.confirm || this.#proposed)
      return { outcome: "not_called", text: "One thing at a time: the customer decides about the first one." };
    const { before, only, details } = tool.confirm;
    const reader = before && toolbox.tools.get(before.tool);
    let output: unknown = {};
    if (before && reader) {
      const wanted = Object.fromEntries(Object.entries(before.input).map(([target, source]) => [target, input[source] ?? ""]));
      const answer = await this.#look(reader, wanted, customer, signal);
      if (answer.outcome === "not_found")
        return { outcome: "not_found", text: render(tool.notFound, { input }) ?? say.refused(tool.title), output: null };
      if (answer.outcome !== "done") return answer;
      if (!holds(only, answer.output)) return answer;
      output = answer.output;
    }
    const values = { input, before: output, customer: customer ?? {} };
    const words = (text: string): string => render(text, values) ?? say.refused(tool.title);
    const card: ToolCard = {
      tool: tool.name,
      input: { ...input },
      title: words(tool.confirm.title),
      text: words(tool.confirm.text),
      details: details.map(({ label, value }) => ({ label, value: words(value) })),
      button: words(tool.confirm.button),
    };
    const waits = records.proposals.open().some((row) => row.card.tool === card.tool && sameInput(row.card.input, input));
    if (waits) return { outcome: "done", text: say.cardWaits, output: null };
    this.#proposed = true;
    return { outcome: "proposed", text: say.cardBelow, card };
  }

  #known(): ToolCallRow[] {
    const { records, turn } = this.#options;
    this.#calls ??= records.toolCalls.of(turn);
    return this.#calls;
  }
}

const sameInput = (a: ToolInput, b: ToolInput): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);

/**
 * Tools that say again what they said when the conversation was recorded: nothing is called. What a message asks for, what fits a tool's schemas and in which words its answer is told follow today's `support/tools`,
 * so that a changed tool shows. A call that was not made then gets no answer, as from a system that is down.
 */
import { HttpToolbox, prepareTools } from "#adapters/tools/http-toolbox";
import type { ConversationExport } from "#contracts/conversations";
import type { ToolCallRecord } from "#contracts/tools";
import type { Tool, ToolInput } from "#domain/tools";
import type { Clock } from "#ports/clock";
import type { CallEnd, CallOptions, Toolbox } from "#ports/tools";
import { type Around, told } from "#conversation/tool-words";
import { phrasesIn } from "#turn/phrases";
import type { Stage } from "./recorded-ports.ts";

/** @param takesTime: as long as the call took then. Undefined for a desk without tools, and for an export that does not say what tools told. */
export function recordedTools(
  { tools: names, toolCalls }: ConversationExport,
  today: readonly Tool[],
  stage: Pick<Stage, "current">,
  { clock, takesTime }: { clock: Clock; takesTime: boolean },
): Toolbox | undefined {
  const known = today.filter(({ name }) => names?.includes(name) === true);
  if (known.length === 0 || toolCalls === undefined) return undefined;
  const prepared = prepareTools(known);
  const box = new HttpToolbox({ prepared, hosts: new Map(), secret: () => undefined, clock });
  const call = async (tool: Tool, input: ToolInput, { key, customer, signal }: CallOptions): Promise<CallEnd> => {
    const isIt = (record: ToolCallRecord): boolean =>
      key === undefined ? record.turn === stage.current() && record.tool === tool.name && isSame(record.input, input) : record.call === key;
    const record = toolCalls.find(isIt);
    if (!record) return { outcome: "unsure", reason: "unavailable" };
    if (takesTime && record.tookMs > 0) await clock.sleep(record.tookMs, signal);
    switch (record.outcome) {
      case "done": {
        const output = prepared.schemas.get(tool.name)?.output.safeParse(record.output);
        return output?.success === true ? { outcome: "done", output: output.data } : { outcome: "unsure", reason: "unreadable" };
      }
      case "not_found":
        return { outcome: "not_found" };
      case "refused":
        return { outcome: "refused", status: statusOf(tool, record, { input, customer }) };
      case "failed":
      case "unknown":
        return { outcome: "unsure", reason: "unavailable" };
    }
  };
  return { tools: box.tools, asked: box.asked, read: (tool, input) => box.read(tool, input), call };
}

/** The status is not recorded, but the words that stand for it are. 0: for none of those that the tool's file has words for. */
function statusOf(tool: Tool, { text }: ToolCallRecord, known: Pick<Around, "input" | "customer">): number {
  // Words of the file are looked for, so it does not matter in which language the desk would speak instead.
  const around = { ...known, say: phrasesIn("en").tools };
  const saysSo = (status: string): boolean => told(tool, { outcome: "refused", status: Number(status) }, around).text === text;
  return Number(Object.keys(tool.refusals).find(saysSo) ?? 0);
}

const isSame = (a: ToolInput, b: ToolInput): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);

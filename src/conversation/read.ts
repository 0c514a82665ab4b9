/** Reading a conversation: pages of its log, and the run graphs of its journal. */
import type { ConversationExport, EventsPage } from "#contracts/conversations";
import type { ToolCallRecord } from "#contracts/tools";
import { handoffId, proposalId } from "#domain/ids";
import { ok, type Result } from "#domain/result";
import type { Refusal } from "#ports/conversations";
import { redacted } from "#turn/redacted";
import { type Records, refuse } from "./records.ts";
import { costOf, runGraphs } from "./run-graphs.ts";

export function eventsPage(records: Records, { after, limit }: { after: number; limit: number }): Result<EventsPage, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  const events = records.log.after(after, limit);
  return ok({ events, next: events.at(-1)?.seq ?? after, state: standing.state });
}

/** The log, the turns, the journal, what tools told and the handoffs: what a customer may ask for, and what a replay needs. @param tools names of those that the desk has. */
export function exportOf(records: Records, conversation: string, tools: readonly string[]): Result<ConversationExport, Refusal> {
  const standing = records.standing();
  if (!standing) return refuse("not_found", "this conversation does not exist or was erased");
  return ok({
    v: 1,
    conversation,
    standing,
    customer: records.customer.read(),
    events: records.log.after(0, Number.MAX_SAFE_INTEGER),
    turns: records.turns.all().map(({ dueAtMs, ...turn }) => ({ ...turn, dueAt: new Date(dueAtMs).toISOString() })),
    runs: runGraphs(records, conversation),
    notes: records.desk.notes(),
    settled: records.desk.settled(),
    tools: [...tools],
    toolCalls: toolCallsOf(records, conversation),
    handoffs: records.handoffs.all().map(({ n, ...handoff }) => ({ handoff: handoffId(conversation, n), ...handoff })),
  });
}

/** Reading calls of the turns, and what the customer confirmed and became of it. */
function toolCallsOf(records: Records, conversation: string): ToolCallRecord[] {
  const read = records.toolCalls.all().map(({ turn, use, output }): ToolCallRecord => {
    const { call, tool, input, outcome, text, tookMs } = use;
    return { call, turn, tool, input, outcome, text, tookMs, output };
  });
  const ends = new Map(
    records.log.after(0, Number.MAX_SAFE_INTEGER).flatMap(({ event }) => (event.type === "tool.finished" ? [[event.call, event]] : [])),
  );
  const written = records.proposals.all().flatMap(({ n, turn, output }): ToolCallRecord[] => {
    const end = ends.get(proposalId(conversation, n));
    if (!end) return [];
    const { call, tool, input, outcome, text, tookMs } = end;
    return [{ call, turn, tool, input, outcome, text, tookMs, output }];
  });
  return [...read, ...written];
}

/** For the desk's eyes: without personal data. @returns what `RunsSchema` describes. */
export function shownRuns(records: Records, conversation: string): unknown {
  const runs = runGraphs(records, conversation);
  // Ids and names are left as they are: a screen may take a row of digits for somebody's number.
  const shown = runs.map(({ asked, result, steps, ...run }) => ({
    ...run,
    asked: redacted(asked),
    result: result && { ...result, text: redacted(result.text) },
    steps: steps.map((step) => ({
      ...step,
      input: redacted(step.input),
      output: redacted(step.output),
      calls: step.calls?.map((call) => ({ ...call, said: redacted(call.said) })),
    })),
  }));
  return { runs: shown, cost: costOf(runs) };
}

/** A tool's call as an operator sees it: a span under the turn's trace, and its figures. How it ended and how long it took; never what it was asked, and never what it told. */
import type { Tool, ToolInput } from "#domain/tools";
import type { Clock } from "#ports/clock";
import type { SpanFields, SpanOptions, Telemetry } from "#ports/telemetry";
import type { CallEnd, CallOptions, Toolbox } from "#ports/tools";

export type Watching = {
  toolbox: Pick<Toolbox, "call">;
  clock: Clock;
  telemetry: Pick<Telemetry, "span" | "count" | "observe" | "context">;
};

/** @param call its id, unique in the conversation. */
export function watchedCall(
  { toolbox, clock, telemetry }: Watching,
  { tool, input, call }: { tool: Tool; input: ToolInput; call: string },
  options: CallOptions,
  about: SpanFields = {},
  place?: SpanOptions,
): Promise<{ end: CallEnd; tookMs: number }> {
  const { name } = tool;
  const fields: SpanFields = { ...about, operation: "execute_tool", tool: name, tool_type: "function", call };
  return telemetry.span(
    `execute_tool ${name}`,
    fields,
    async (span) => {
      const startedAtMs = clock.now();
      const end = await toolbox.call(tool, input, options);
      const tookMs = clock.now() - startedAtMs;
      const outcome = end.outcome === "unsure" ? end.reason : end.outcome;
      span.set({ outcome, ...(end.outcome === "refused" && end.status > 0 ? { status: end.status } : {}) });
      telemetry.count("tool_calls", { tool: name, tool_outcome: outcome });
      const here = telemetry.context();
      telemetry.observe("tool_seconds", { tool: name }, tookMs / 1000, () => here?.traceId);
      return { end, tookMs };
    },
    place,
  );
}

/** A span that has ended, as this desk keeps it until a collector has it: the one model behind every exporter. */
import type { TraceContext } from "#domain/trace";
import type { SpanFields, SpanKind } from "#ports/telemetry";

export type SpanRecord = {
  name: string;
  kind: SpanKind;
  context: TraceContext;
  /** Absent: it begins its trace. */
  parent: TraceContext | null;
  links: readonly TraceContext[];
  /** Milliseconds since 1970 UTC. */
  startedAtMs: number;
  endedAtMs: number;
  fields: SpanFields;
  /** Name of the error that ended it, or of an outcome that counts as one. */
  failure: string | null;
};

/** What a field is called outside: OpenTelemetry's names where there is one (semantic conventions 1.41, GenAI ones included), else ours. */
export const attributeNames: Readonly<Record<keyof SpanFields, string>> = {
  conversation_id: "gen_ai.conversation.id",
  turn_id: "edgedesk.turn.id",
  run_id: "edgedesk.run.id",
  handoff_id: "edgedesk.handoff.id",
  workflow_id: "edgedesk.workflow.id",
  ticket_id: "edgedesk.ticket.id",
  agent: "gen_ai.agent.name",
  step: "edgedesk.step",
  rung: "edgedesk.rung",
  attempt: "edgedesk.attempt",
  outcome: "edgedesk.outcome",
  reason: "edgedesk.reason",
  code: "edgedesk.code",
  route: "http.route",
  method: "http.request.method",
  status: "http.response.status_code",
  count: "edgedesk.count",
  took_ms: "edgedesk.took_ms",
  name: "edgedesk.name",
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  model: "gen_ai.request.model",
  prompt: "edgedesk.prompt",
  tool: "gen_ai.tool.name",
  tool_type: "gen_ai.tool.type",
  call: "gen_ai.tool.call.id",
  max_tokens: "gen_ai.request.max_tokens",
  tokens_in: "gen_ai.usage.input_tokens",
  tokens_out: "gen_ai.usage.output_tokens",
  cost_micros: "edgedesk.cost_micros",
  destination: "messaging.destination.name",
};

const isKnown = (key: string): key is keyof SpanFields => Object.hasOwn(attributeNames, key);

/** The longest value that goes out. Ids and names are shorter; whatever is longer is not one. */
const longestValue = 200;

/** Only what is on the list, whatever else an object brought along: types alone would let a wider object pass. */
export function eachAllowed(fields: SpanFields, take: (key: keyof SpanFields, value: string | number) => void): void {
  for (const key in fields) {
    if (!isKnown(key)) continue;
    const value = fields[key];
    if (typeof value === "number") take(key, value);
    else if (typeof value === "string") take(key, value.length > longestValue ? `${value.slice(0, longestValue)}…` : value);
  }
}

/**
 * What the operator sees of a run: spans, log lines, counts. Fields are an allow-list: ids, names, counts and durations. The text of a message, a token or a secret has no
 * field to go into.
 */
import type { Count, Observation } from "#domain/metrics";
import type { TraceContext } from "#domain/trace";

export type LogFields = {
  conversation_id?: string;
  turn_id?: string;
  run_id?: string;
  handoff_id?: string;
  workflow_id?: string;
  ticket_id?: string;
  agent?: string;
  step?: string;
  rung?: string;
  attempt?: number;
  outcome?: string;
  /** A name, such as an error's; never its message. */
  reason?: string;
  code?: string;
  route?: string;
  method?: string;
  status?: number;
  count?: number;
  took_ms?: number;
  /** Name of an alert rule or of a job. */
  name?: string;
};

/** What a span may say beside that: the call of a model or of something else outside. */
export type SpanFields = LogFields & {
  operation?: "chat" | "invoke_agent" | "execute_tool" | "embeddings" | "rerank";
  provider?: string;
  model?: string;
  prompt?: string;
  tool?: string;
  tool_type?: "function";
  /** Id of a tool's call. */
  call?: string;
  max_tokens?: number;
  tokens_in?: number;
  tokens_out?: number;
  cost_micros?: number;
  destination?: string;
};

export type LogLevel = "debug" | "info" | "warn" | "error";

export type SpanKind = "internal" | "server" | "client" | "producer" | "consumer";

export type SpanOptions = {
  /** Default: internal. */
  kind?: SpanKind;
  /** A span elsewhere that this one belongs under. Absent: the span that is open around it. */
  parent?: TraceContext | null;
  /** The ids of this span, where they follow from what it is about; it begins its trace. */
  root?: TraceContext;
  /** Spans of other traces that led to this one. */
  links?: readonly TraceContext[];
  /** Milliseconds since 1970 UTC, when the work began before anybody could open a span. */
  startedAtMs?: number;
};

export type PastSpan = { fields: SpanFields; options: SpanOptions & { startedAtMs: number } };

export interface Span {
  /** Adds to the span's attributes. */
  set(fields: SpanFields): void;
}

export interface Telemetry {
  /** Runs `work` inside a span that ends when the promise settles, with an error mark when it rejects. */
  span<T>(name: string, fields: SpanFields, work: (span: Span) => Promise<T>, options?: SpanOptions): Promise<T>;
  /** A span of something that is over by now, as `options.startedAtMs` tells; nothing lies within it. `what` is asked only when somebody takes it. */
  past(name: string, what: () => PastSpan): void;
  /** The span that is open around the caller; null when there is none. */
  context(): TraceContext | null;
  /** One line of the log. `event` is a dotted name, such as "turn.committed". What the spans around it are about is added. @param of the span that it belongs to, when that is not the one that is open. */
  log(level: LogLevel, event: string, fields: LogFields, of?: TraceContext): void;
  /** Adds to a counter. */
  count(...what: Count): void;
  /** Adds a value to a histogram; `trace` may stand as its example. */
  observe(...what: Observation): void;
  /** A handoff waits for its ticket. Said again with every send: one that nobody speaks of any more is over. */
  waits(handoff: string, sinceMs: number, trace: string): void;
  /** It has its ticket, or will never get one. */
  arrived(handoff: string): void;
}

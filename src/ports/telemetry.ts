/**
 * What the operator sees of a run. Fields are an allow-list: ids, names, counts and durations. The text of a message, a token or a secret has no
 * field to go into.
 */
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
  reason?: string;
  code?: string;
  route?: string;
  method?: string;
  status?: number;
  count?: number;
  took_ms?: number;
  trace?: string;
};

export type LogLevel = "debug" | "info" | "warn" | "error";

export interface Span {
  /** Adds to the span's attributes. */
  set(fields: LogFields): void;
}

export interface Telemetry {
  /** Runs `work` inside a span that ends when the promise settles, with an error mark when it rejects. */
  span<T>(name: string, fields: LogFields, work: (span: Span) => Promise<T>): Promise<T>;
  /** One line of the log. `event` is a dotted name, such as "turn.committed". */
  log(level: LogLevel, event: string, fields: LogFields): void;
}

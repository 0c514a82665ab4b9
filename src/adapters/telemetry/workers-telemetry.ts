/**
 * Telemetry on the platform. A span is opened twice at once: natively (exported by `[observability.traces]`) and as a record of our own, whose ids travel in payloads where the platform would begin a
 * new trace; the native one carries them as attributes. What a span is about (conversation, turn, agent …) is on every line that is logged within it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { tracing } from "cloudflare:workers";
import { isSampled, type TraceContext } from "#domain/trace";
import type { LogFields, LogLevel, Span, SpanFields, SpanOptions, Telemetry } from "#ports/telemetry";
import type { Meter } from "./meter.ts";
import type { SpanExporter } from "./span-exporter.ts";
import { allowed, attributeNames } from "./span-record.ts";

export type WorkersTelemetryOptions = {
  meter: Meter;
  /** Absent: spans are exported by the platform only, if at all. */
  exporter?: SpanExporter | undefined;
  /** Share of traces that is exported, [0, 1]. */
  sampling: number;
};

/** What is open around the code that runs. */
type Around = { context: TraceContext; about: LogFields };

const around = new AsyncLocalStorage<Around>();

/** Fields that say what everything within a span is about. */
const lasting = ["conversation_id", "turn_id", "run_id", "handoff_id", "workflow_id", "agent", "attempt"] as const;
/** Outcomes that count as an error of their span. */
const failures: ReadonlySet<string> = new Set([
  "failed",
  "timed_out",
  "unavailable",
  "unreachable",
  "unreadable",
  "too_large",
  "rate_limited",
  "cut",
  "empty",
  "invalid_output",
]);

export class WorkersTelemetry implements Telemetry {
  readonly count: Telemetry["count"];
  readonly observe: Telemetry["observe"];
  readonly waits: Telemetry["waits"];
  readonly arrived: Telemetry["arrived"];
  readonly #options: WorkersTelemetryOptions;

  constructor(options: WorkersTelemetryOptions) {
    this.#options = options;
    this.count = (...what) => options.meter.count(...what);
    this.observe = (...what) => options.meter.observe(...what);
    this.waits = (...what) => options.meter.waits(...what);
    this.arrived = (handoff) => options.meter.arrived(handoff);
  }

  span<T>(name: string, fields: SpanFields, work: (span: Span) => Promise<T>, options: SpanOptions = {}): Promise<T> {
    return tracing.enterSpan(name, (native) => {
      const outer = around.getStore();
      const parent = options.root ? null : (options.parent ?? outer?.context ?? null);
      const context = options.root ?? this.#below(parent);
      const { exporter, sampling } = this.#options;
      const isRecorded = exporter !== undefined && context.sampled && isSampled(context.traceId, sampling);
      const said: SpanFields = {};
      const span: Span = {
        set: (more) => {
          if (isRecorded) Object.assign(said, more);
          if (native.isTraced) for (const [key, value] of allowed(more)) native.setAttribute(attributeNames[key], value);
        },
      };
      if (native.isTraced) native.setAttribute("edgedesk.trace_id", context.traceId).setAttribute("edgedesk.span_id", context.spanId);
      span.set(fields);
      const startedAtMs = options.startedAtMs ?? Date.now();
      const open = (): Promise<T> => around.run({ context, about: { ...outer?.about, ...lastingOf(fields) } }, () => work(span));
      if (!isRecorded) return open();
      const end = (error: string | null): void => {
        const failure = error ?? (said.outcome !== undefined && failures.has(said.outcome) ? said.outcome : null);
        const { kind = "internal", links = [] } = options;
        exporter.add({ name, kind, context, parent, links, startedAtMs, endedAtMs: Date.now(), fields: said, failure });
      };
      return open().then(
        (result) => {
          end(null);
          return result;
        },
        (error: unknown) => {
          end(error instanceof Error ? error.name : "unknown");
          throw error;
        },
      );
    });
  }

  context(): TraceContext | null {
    return around.getStore()?.context ?? null;
  }

  log(level: LogLevel, event: string, fields: LogFields): void {
    const here = around.getStore();
    const { traceId, spanId } = here?.context ?? {};
    const known = Object.fromEntries(allowed({ ...here?.about, ...fields }));
    writers[level](JSON.stringify({ level, event, at: new Date().toISOString(), ...known, trace_id: traceId, span_id: spanId }));
  }

  /** Where nothing is recorded, no span needs an id of its own, and what lies within is logged under the nearest one that has. */
  #below(parent: TraceContext | null): TraceContext {
    if (parent && this.#options.exporter === undefined) return parent;
    const digits = crypto.randomUUID().replaceAll("-", "");
    return parent
      ? { ...parent, spanId: digits.slice(16) }
      : { traceId: digits, spanId: crypto.randomUUID().slice(19).replaceAll("-", ""), sampled: true };
  }
}

function lastingOf(fields: LogFields): LogFields {
  const kept: LogFields = {};
  for (const key of lasting) if (fields[key] !== undefined) Object.assign(kept, { [key]: fields[key] });
  return kept;
}

const writers: Record<LogLevel, (line: string) => void> = {
  debug: (line) => console.debug(line),
  info: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};

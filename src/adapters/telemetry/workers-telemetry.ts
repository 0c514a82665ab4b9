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
type Around = { context: TraceContext; about: LogFields; native: NativeSpan | null };
/** Null where the platform does not trace. */
type NativeSpan = Parameters<Parameters<typeof tracing.enterSpan>[1]>[0];
type Asked<T> = { name: string; fields: SpanFields; work: (span: Span) => Promise<T>; options: SpanOptions };

/** Nobody sees it. */
const unheard: Span = { set: () => undefined };

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
    const outer = around.getStore();
    // Within what the platform does not trace it traces nothing else either: then asking it costs more than the span's work is worth.
    if (outer?.native === null && !options.root) return this.#within(null, outer, { name, fields, work, options });
    return tracing.enterSpan(name, (native) => this.#within(native.isTraced ? native : null, outer, { name, fields, work, options }));
  }

  past(name: string, fields: SpanFields, options: SpanOptions & { startedAtMs: number }): void {
    const parent = options.root ? null : (options.parent ?? this.context());
    // The platform only knows spans that begin now and take time; this one would be a point.
    const { exporter } = this.#options;
    if (!exporter || !this.#isSampled(options.root ?? parent)) return;
    const { startedAtMs, kind = "internal", links = [] } = options;
    const context = options.root ?? this.#below(parent);
    exporter.add({ name, kind, context, parent, links, startedAtMs, endedAtMs: Date.now(), fields, failure: null });
  }

  #within<T>(native: NativeSpan | null, outer: Around | undefined, { name, fields, work, options }: Asked<T>): Promise<T> {
    const parent = options.root ? null : (options.parent ?? outer?.context ?? null);
    const context = options.root ?? this.#below(parent);
    const { exporter } = this.#options;
    const recorded = exporter !== undefined && this.#isSampled(context) ? exporter : null;
    const here = { context, about: aboutWithin(outer, fields), native };
    if (!recorded && !native) return around.run(here, work, unheard);
    const said: SpanFields = {};
    const span: Span = {
      set: (more) => {
        if (recorded) Object.assign(said, more);
        if (native) for (const [key, value] of allowed(more)) native.setAttribute(attributeNames[key], value);
      },
    };
    if (native) native.setAttribute("edgedesk.trace_id", context.traceId).setAttribute("edgedesk.span_id", context.spanId);
    span.set(fields);
    const startedAtMs = options.startedAtMs ?? Date.now();
    const open = (): Promise<T> => around.run(here, work, span);
    if (!recorded) return open();
    const end = (error: string | null): void => {
      const failure = error ?? (said.outcome !== undefined && failures.has(said.outcome) ? said.outcome : null);
      const { kind = "internal", links = [] } = options;
      recorded.add({ name, kind, context, parent, links, startedAtMs, endedAtMs: Date.now(), fields: said, failure });
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

  #isSampled(context: TraceContext | null): boolean {
    return context === null || (context.sampled && isSampled(context.traceId, this.#options.sampling));
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

function aboutWithin(outer: Around | undefined, fields: LogFields): LogFields {
  const about: LogFields = { ...outer?.about };
  for (const key of lasting) if (fields[key] !== undefined) Reflect.set(about, key, fields[key]);
  return about;
}

const writers: Record<LogLevel, (line: string) => void> = {
  debug: (line) => console.debug(line),
  info: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};

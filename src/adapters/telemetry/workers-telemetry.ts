/**
 * Telemetry on the platform. A span is opened twice at once: natively (exported by `[observability.traces]`) and as a record of our own, whose ids travel in payloads where the platform would begin a
 * new trace; the native one carries them as attributes. What a span is about (conversation, turn, agent …) is on every line that is logged within it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { tracing } from "cloudflare:workers";
import { isSampled, type TraceContext } from "#domain/trace";
import type { LogFields, LogLevel, PastSpan, Span, SpanFields, SpanOptions, Telemetry } from "#ports/telemetry";
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

/** What is open around the code that runs. `fields` are the span's own; what those around it are about is asked for only when a line is logged. */
type Around = { context: TraceContext; fields: LogFields; outer: Around | undefined; native: NativeSpan | null };
/** Null where the platform does not trace. */
type NativeSpan = Parameters<Parameters<typeof tracing.enterSpan>[1]>[0];
type Asked<T> = { name: string; fields: SpanFields; work: (span: Span) => Promise<T>; options: SpanOptions };

/** Nobody sees it. */
const unheard: Span = { set: () => undefined };

const around = new AsyncLocalStorage<Around>();

/** Fields that say what everything within a span is about. */
const lasting: ReadonlySet<string> = new Set(["conversation_id", "turn_id", "run_id", "handoff_id", "workflow_id", "agent", "attempt"]);
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
    this.count = options.meter.count;
    this.observe = options.meter.observe;
    this.waits = (...what) => options.meter.waits(...what);
    this.arrived = (handoff) => options.meter.arrived(handoff);
  }

  span<T>(name: string, fields: SpanFields, work: (span: Span) => Promise<T>, options: SpanOptions = {}): Promise<T> {
    const outer = around.getStore();
    // Within what the platform does not trace it traces nothing else either. Where nobody else records it, a span of one more step is what lines within it say that they are about.
    if (outer?.native === null && !options.root) {
      const isOfOuter = options.parent === undefined && !this.#isRecorded(outer.context);
      if (!isOfOuter) return this.#within(null, outer, { name, fields, work, options });
      return around.run({ context: outer.context, fields, outer, native: null }, work, unheard);
    }
    const asked = { name, fields, work, options };
    return outer?.native || isTracedHere(name)
      ? tracing.enterSpan(name, (native) => this.#within(native.isTraced ? native : null, outer, asked))
      : this.#within(null, outer, asked);
  }

  past(name: string, what: () => PastSpan): void {
    const { exporter } = this.#options;
    // The platform only knows spans that begin now and take time; this one would be a point.
    if (!exporter) return;
    const { fields, options } = what();
    const parent = options.root ? null : (options.parent ?? this.context());
    if (!this.#isSampled(options.root ?? parent)) return;
    const { startedAtMs, kind = "internal", links = [] } = options;
    const context = options.root ?? this.#below(parent);
    exporter.add({ name, kind, context, parent, links, startedAtMs, endedAtMs: Date.now(), fields, failure: null });
  }

  #within<T>(native: NativeSpan | null, outer: Around | undefined, { name, fields, work, options }: Asked<T>): Promise<T> {
    const parent = options.root ? null : (options.parent ?? outer?.context ?? null);
    const context = options.root ?? this.#below(parent);
    const recorded = this.#isRecorded(context) ? this.#options.exporter : undefined;
    const here = { context, fields, outer, native };
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

  log(level: LogLevel, event: string, fields: LogFields, of?: TraceContext): void {
    const here = around.getStore();
    const line: Record<string, string | number> = { level, event, at: new Date().toISOString() };
    addAbout(line, here);
    for (const [key, value] of allowed(fields)) line[key] = value;
    const context = of ?? here?.context;
    if (context) {
      line["trace_id"] = context.traceId;
      line["span_id"] = context.spanId;
    }
    writers[level](JSON.stringify(line));
  }

  #isRecorded(context: TraceContext): boolean {
    return this.#options.exporter !== undefined && this.#isSampled(context);
  }

  #isSampled(context: TraceContext | null): boolean {
    return context === null || (context.sampled && isSampled(context.traceId, this.#options.sampling));
  }

  /** Where nothing is recorded, no span needs an id of its own, and what lies within is logged under the nearest one that has. */
  #below(parent: TraceContext | null): TraceContext {
    if (parent && !this.#isRecorded(parent)) return parent;
    const spanId = crypto.randomUUID().slice(19).replace("-", "");
    return parent ? { ...parent, spanId } : { traceId: crypto.randomUUID().replaceAll("-", ""), spanId, sampled: true };
  }
}

/** Whether the platform traces what runs now. It tells by a span only, and one without work is a fifth of the price: what is traced has a mark where a span begins, what is not has nothing. */
function isTracedHere(name: string): boolean {
  const mark = tracing.startSpan(`begin ${name}`);
  const { isTraced } = mark;
  mark.end();
  return isTraced;
}

/** What the innermost span says counts. */
function addAbout(line: Record<string, string | number>, here: Around | undefined): void {
  if (!here) return;
  addAbout(line, here.outer);
  for (const [key, value] of allowed(here.fields)) if (lasting.has(key)) line[key] = value;
}

const writers: Record<LogLevel, (line: string) => void> = {
  debug: (line) => console.debug(line),
  info: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};

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
import { attributeNames, eachAllowed } from "./span-record.ts";

export type WorkersTelemetryOptions = {
  meter: Meter;
  /** Absent: spans are exported by the platform only, if at all. */
  exporter?: SpanExporter | undefined;
  /** Share of traces that is exported, [0, 1]. */
  sampling: number;
  /** False: the platform traces nothing of this deployment, so that it needs not be asked. */
  platformTraces: boolean;
  /** What every line of whoever holds this is about, such as the agent whose port it serves. */
  about?: LogFields | undefined;
};

/** What is open around the code that runs. `fields` are the span's own; what those around it are about is asked for only when a line is logged. */
type Around = { context: TraceContext; fields: LogFields; outer: Around | undefined; native: NativeSpan | null };
/** Null where the platform does not trace. */
type NativeSpan = Parameters<Parameters<typeof tracing.enterSpan>[1]>[0];
type Line = Record<string, string | number>;
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
    // Nobody sees a step within what nobody sees, and a frame of context costs as much as the rest of a span. Lines within it are the outer span's, and their ports say for which agent they work.
    if (outer && !options.root && !options.parent && !this.#isSeen(outer)) return work(unheard);
    const asked = { name, fields, work, options };
    // Within what the platform does not trace it traces nothing else either.
    const isTraced = outer && !options.root ? outer.native !== null : this.#options.platformTraces && isTracedHere(name);
    return isTraced
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
        if (native) eachAllowed(more, (key, value) => native.setAttribute(attributeNames[key], value));
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
    const line: Line = { level, event, at: isoTime() };
    if (here) addAbout(line, here);
    const { about } = this.#options;
    if (about) addFields(line, about);
    addFields(line, fields);
    const context = of ?? here?.context;
    if (context) {
      line["trace_id"] = context.traceId;
      line["span_id"] = context.spanId;
    }
    writers[level](JSON.stringify(line));
  }

  #isSeen({ context, native }: Around): boolean {
    return native !== null || this.#isRecorded(context);
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

/**
 * Whether the platform traces what runs now. It tells by a span only (the active one is unknown to it in a message of a hibernating socket), and one without work is a fifth of the price: what is traced has a mark
 * where a span begins, what is not has nothing.
 */
function isTracedHere(name: string): boolean {
  const mark = tracing.startSpan(`begin ${name}`);
  const { isTraced } = mark;
  mark.end();
  return isTraced;
}

/** As `toISOString` writes it; most of it stays the same for a second. */
function isoTime(): string {
  const nowMs = Date.now();
  const ms = nowMs % 1000;
  if (second.startsAtMs !== nowMs - ms) second = { startsAtMs: nowMs - ms, text: new Date(nowMs).toISOString().slice(0, -4) };
  return `${second.text}${String(ms).padStart(3, "0")}Z`;
}
let second = { startsAtMs: Number.NaN, text: "" };

/** What the innermost span says counts. */
function addAbout(line: Line, here: Around): void {
  if (here.outer) addAbout(line, here.outer);
  eachAllowed(here.fields, (key, value) => {
    if (lasting.has(key)) line[key] = value;
  });
}

function addFields(line: Line, fields: LogFields): void {
  eachAllowed(fields, (key, value) => {
    line[key] = value;
  });
}

const writers: Record<LogLevel, (line: string) => void> = {
  debug: (line) => console.debug(line),
  info: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};

/**
 * Spans on their way to a collector over OTLP/HTTP. An isolate gathers them for a moment and sends them behind everybody's back, one request at a time; a collector that is down or says "later"
 * is left alone for longer and longer. The buffer is bounded: what does not fit, or is refused, is counted and gone. Nothing here can fail or hold up a turn.
 */
import type { Clock } from "#ports/clock";
import type { Telemetry } from "#ports/telemetry";
import { otlpRequest, type Resource } from "./otlp-request.ts";
import type { SpanRecord } from "./span-record.ts";

export type ExportSettings = { url: string; headers: Readonly<Record<string, string>>; resource: Resource };

/** What an isolate keeps between requests. No promise and no timer is among it: those die with the request that they belong to. */
export type SpanBuffer = {
  spans: SpanRecord[];
  /** Somebody sends by then; past it, whoever comes next does. */
  armedUntilMs: number;
  failures: number;
  notBeforeMs: number;
};

export const emptySpanBuffer = (): SpanBuffer => ({ spans: [], armedUntilMs: 0, failures: 0, notBeforeMs: 0 });

export const exportLimits = {
  /** About a megabyte. */
  mostSpans: 2_048,
  batch: 512,
  gatherMs: 1_000,
  timeoutMs: 5_000,
  /** Of a pause after a failure; doubled with each further one. */
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
} as const;

/** Answers after which the same request may be sent again (OTLP, "Retryable Response Codes"); after all others it must not. */
const retryable: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export type SpanExporterOptions = {
  settings: ExportSettings;
  buffer: SpanBuffer;
  clock: Clock;
  background: (work: Promise<void>) => void;
  /** How long spans are gathered before they are sent. */
  gatherMs?: number | undefined;
  send: (url: string, init: RequestInit) => Promise<Response>;
  count: Telemetry["count"];
};

export class SpanExporter {
  readonly #options: SpanExporterOptions;

  constructor(options: SpanExporterOptions) {
    this.#options = options;
  }

  add(span: SpanRecord): void {
    const { buffer, count } = this.#options;
    if (buffer.spans.length >= exportLimits.mostSpans) count("spans_lost", { loss: "buffer_full" });
    else buffer.spans.push(span);
    this.#arm();
  }

  /** One sender an isolate: while one is about, nobody else begins. */
  #arm(): void {
    const { buffer, clock, background } = this.#options;
    const nowMs = clock.now();
    if (nowMs < buffer.armedUntilMs || nowMs < buffer.notBeforeMs) return;
    buffer.armedUntilMs = nowMs + exportLimits.gatherMs + 2 * exportLimits.timeoutMs;
    background(this.#sendSoon());
  }

  async #sendSoon(): Promise<void> {
    const { buffer, clock, gatherMs = exportLimits.gatherMs } = this.#options;
    try {
      await clock.sleep(gatherMs);
      for (let isTaken = true; isTaken && buffer.spans.length > 0;) {
        buffer.armedUntilMs = clock.now() + 2 * exportLimits.timeoutMs;
        isTaken = await this.#sendBatch(buffer.spans.splice(0, exportLimits.batch));
      }
    } finally {
      buffer.armedUntilMs = 0;
    }
  }

  /** @returns whether to go on. */
  async #sendBatch(batch: SpanRecord[]): Promise<boolean> {
    const { buffer, clock, count, settings, send } = this.#options;
    try {
      const response = await send(settings.url, {
        method: "POST",
        headers: { ...settings.headers, "content-type": "application/json" },
        body: otlpRequest(batch, settings.resource),
        redirect: "manual",
        signal: AbortSignal.timeout(exportLimits.timeoutMs),
      });
      const answer = await response.text();
      if (response.ok) {
        buffer.failures = 0;
        const rejected = Math.min(batch.length, rejectedIn(answer));
        count("spans_exported", {}, batch.length - rejected);
        if (rejected > 0) count("spans_lost", { loss: "collector_refused" }, rejected);
        return true;
      }
      if (!retryable.has(response.status)) {
        count("spans_lost", { loss: "collector_refused" }, batch.length);
        // What is wrong with this batch is most likely wrong with the next.
        this.#pause(null);
        return false;
      }
      this.#pause(secondsIn(response.headers.get("retry-after")));
    } catch {
      this.#pause(null);
    }
    this.#keep(batch, clock.now());
    return false;
  }

  /** Puts back what fits. */
  #keep(batch: SpanRecord[], nowMs: number): void {
    const { buffer, count } = this.#options;
    const room = Math.max(0, exportLimits.mostSpans - buffer.spans.length);
    // Nobody comes back to a trace of an hour ago.
    const young = batch.filter(({ endedAtMs }) => nowMs - endedAtMs < 60 * 60_000).slice(0, room);
    buffer.spans.unshift(...young);
    if (young.length < batch.length) count("spans_lost", { loss: "collector_down" }, batch.length - young.length);
  }

  #pause(askedForMs: number | null): void {
    const { buffer, clock } = this.#options;
    buffer.failures = Math.min(buffer.failures + 1, 30);
    const ownMs = Math.min(exportLimits.longestPauseMs, exportLimits.firstPauseMs * 2 ** (buffer.failures - 1));
    buffer.notBeforeMs = clock.now() + Math.min(10 * exportLimits.longestPauseMs, Math.max(ownMs, askedForMs ?? 0));
  }
}

/** Of a partial success. */
function rejectedIn(answer: string): number {
  const [, digits] = /"rejectedSpans"\s*:\s*"?(\d{1,9})/.exec(answer) ?? [];
  return digits === undefined ? 0 : Number(digits);
}

function secondsIn(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}

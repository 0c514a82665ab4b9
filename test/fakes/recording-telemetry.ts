/** Telemetry that remembers what it was told. */
import type { Count, Observation } from "#domain/metrics";
import type { LogFields, LogLevel, PastSpan, Span, SpanFields, Telemetry } from "#ports/telemetry";

export class RecordingTelemetry implements Telemetry {
  readonly spans: { name: string; fields: SpanFields; failed: boolean }[] = [];
  readonly lines: { level: LogLevel; event: string; fields: LogFields }[] = [];

  async span<T>(name: string, fields: SpanFields, work: (span: Span) => Promise<T>): Promise<T> {
    const span = { name, fields: { ...fields }, failed: false };
    this.spans.push(span);
    try {
      return await work({ set: (more) => Object.assign(span.fields, more) });
    } catch (error) {
      span.failed = true;
      throw error;
    }
  }

  past(name: string, what: () => PastSpan): void {
    this.spans.push({ name, fields: { ...what().fields }, failed: false });
  }

  readonly counts: Count[] = [];
  readonly observations: Observation[] = [];
  /** Handoffs that wait. */
  readonly waiting = new Set<string>();

  context(): null {
    return null;
  }

  count(...what: Count): void {
    this.counts.push(what);
  }

  observe(...what: Observation): void {
    this.observations.push(what);
  }

  waits(handoff: string): void {
    this.waiting.add(handoff);
  }

  arrived(handoff: string): void {
    this.waiting.delete(handoff);
  }

  log(level: LogLevel, event: string, fields: LogFields): void {
    this.lines.push({ level, event, fields });
  }
}

/** Telemetry that remembers what it was told. */
import type { LogFields, LogLevel, Telemetry } from "#ports/telemetry";

export class RecordingTelemetry implements Telemetry {
  readonly spans: { name: string; fields: LogFields; failed: boolean }[] = [];
  readonly lines: { level: LogLevel; event: string; fields: LogFields }[] = [];

  async span<T>(name: string, fields: LogFields, work: (span: { set(fields: LogFields): void }) => Promise<T>): Promise<T> {
    const span = { name, fields: { ...fields }, failed: false };
    this.spans.push(span);
    try {
      return await work({ set: (more) => Object.assign(span.fields, more) });
    } catch (error) {
      span.failed = true;
      throw error;
    }
  }

  log(level: LogLevel, event: string, fields: LogFields): void {
    this.lines.push({ level, event, fields });
  }
}

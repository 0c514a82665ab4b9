/** Telemetry that does nothing: no span, no line, no figure. Takes the place of the product's own when its cost is measured. */
import type { Telemetry } from "#ports/telemetry";

const nothing = (): void => {};

export class WorkersTelemetry implements Telemetry {
  readonly past = nothing;
  readonly log = nothing;
  readonly count = nothing;
  readonly observe = nothing;
  readonly waits = nothing;
  readonly arrived = nothing;

  span<T>(_name: string, _fields: unknown, work: (span: { set(): void }) => Promise<T>): Promise<T> {
    return work({ set: nothing });
  }

  context(): null {
    return null;
  }
}

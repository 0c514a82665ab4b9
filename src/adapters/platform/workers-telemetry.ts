/**
 * Telemetry on the platform: native spans (exported by `[observability]`), and one JSON object a line for the log. The port's fields are an allow-list, so that
 * nothing else can get out.
 */
import { tracing } from "cloudflare:workers";
import type { LogFields, LogLevel, Telemetry } from "#ports/telemetry";

export const workersTelemetry: Telemetry = {
  span: (name, fields, work) =>
    tracing.enterSpan(name, (span) => {
      const set = (facts: LogFields): void => {
        for (const [key, value] of Object.entries(facts)) span.setAttribute(key, value);
      };
      set(fields);
      return work({ set });
    }),
  log: (level, event, fields) => writers[level](JSON.stringify({ level, event, ...fields })),
};

const writers: Record<LogLevel, (line: string) => void> = {
  debug: (line) => console.debug(line),
  info: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};

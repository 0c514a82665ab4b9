/** Settings of what an operator sees and is told: where spans go, who may read the figures, who is called when something is wrong. All of it is off until it is set. */
import { z } from "zod";
import { EmptyAsAbsent, isHttpBase } from "./setting.ts";

/** Part of the environment's schema. */
export const observabilitySettings = {
  DESK_NAME: z.string().trim().min(1).max(60).default("edgedesk").describe("names this deployment in traces and alerts"),
  DESK_URL: EmptyAsAbsent.refine(isHttpBase, "DESK_URL must be the desk's own address, such as https://support.shop.example").describe(
    "where alerts and their runbook link to; empty: where an operator last had the desk open",
  ),
  OTLP_URL: EmptyAsAbsent.refine(isHttpBase, "OTLP_URL must be the base of an OTLP/HTTP collector, such as http://localhost:4318").describe(
    "spans are sent to its /v1/traces; empty: nowhere",
  ),
  OTLP_HEADERS: EmptyAsAbsent.transform((text, context) => {
    const headers = headersIn(text ?? "");
    if (headers) return headers;
    // Never the value itself: it holds the collector's key.
    context.addIssue({ code: "custom", message: "OTLP_HEADERS must be name=value, several with commas, values percent-encoded" });
    return z.NEVER;
  }).describe("secret: headers of a collector that wants a key"),
  OTLP_SAMPLING: z.coerce
    .number("OTLP_SAMPLING must be a share from 0 to 1")
    .min(0, "OTLP_SAMPLING must be a share from 0 to 1")
    .max(1, "OTLP_SAMPLING must be a share from 0 to 1")
    .default(1)
    .describe("share of traces that is sent"),
  PLATFORM_TRACES: z
    .enum(["on", "off"], 'PLATFORM_TRACES is "on" or "off"')
    .default("on")
    .transform((set) => set === "on")
    .describe("off: [observability.traces] is off, so that the platform is not asked with every turn"),
  METRICS_TOKEN: EmptyAsAbsent.refine(
    (token) => token === undefined || token.length >= 16,
    "METRICS_TOKEN needs at least 16 characters",
  ).describe("secret: opens /metrics and nothing else"),
  PAGERDUTY_ROUTING_KEY: EmptyAsAbsent.describe("secret: integration key of PagerDuty's Events API v2; absent: nobody is called"),
  PAGERDUTY_URL: EmptyAsAbsent.refine(isHttpBase, "PAGERDUTY_URL must be an address, such as https://events.eu.pagerduty.com/v2/enqueue")
    .transform((url) => url ?? "https://events.pagerduty.com/v2/enqueue")
    .describe("only for another region"),
  ALERT_WEBHOOK_URL: EmptyAsAbsent.refine(
    isHttpBase,
    "ALERT_WEBHOOK_URL must be an address, such as https://hooks.shop.example/edgedesk",
  ).describe("alerts are told here, too"),
  ALERT_WEBHOOK_SECRET: EmptyAsAbsent.refine(
    (secret) => secret === undefined || /^whsec_[A-Za-z0-9+/=]{24,}$/.test(secret),
    "ALERT_WEBHOOK_SECRET must be whsec_ and at least 24 characters of base64",
  ).describe("secret: signs what is told to ALERT_WEBHOOK_URL"),
};

export type ExportTarget = {
  url: string;
  headers: Record<string, string>;
  resource: { service: string; version: string };
};

const version = "0.1.0";

/** Undefined when there is no collector. */
export function exportTarget(settings: {
  OTLP_URL?: string | undefined;
  OTLP_HEADERS: Record<string, string>;
  DESK_NAME: string;
}): ExportTarget | undefined {
  if (settings.OTLP_URL === undefined) return undefined;
  const base = settings.OTLP_URL.replace(/\/+$/, "");
  const url = base.endsWith("/v1/traces") ? base : `${base}/v1/traces`;
  return { url, headers: settings.OTLP_HEADERS, resource: { service: settings.DESK_NAME, version } };
}

/** "name=value,name=value", percent-encoded as in OTEL_EXPORTER_OTLP_HEADERS; null when a part is neither. */
function headersIn(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(.*)$/.exec(part) ?? [];
    if (name === undefined || value === undefined) return null;
    try {
      headers[name.toLowerCase()] = decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return headers;
}

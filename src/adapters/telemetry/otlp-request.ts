/** Spans as the body of an OTLP/HTTP request in JSON (OTLP 1.5: ids in hexadecimal, 64-bit numbers as strings, enums as numbers). */
import { attributeNames, eachAllowed, type SpanRecord } from "./span-record.ts";

type Value = { stringValue: string } | { intValue: string } | { doubleValue: number };
type Attribute = { key: string; value: Value };

/** SpanKind of opentelemetry/proto/trace/v1. */
const kinds: Record<SpanRecord["kind"], number> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
const statusError = 2;
/** Flags of a span: bits 0 to 7 are those of its trace. */
const sampledFlag = 1;

export type Resource = { service: string; version: string };

export function otlpRequest(spans: readonly SpanRecord[], { service, version }: Resource): string {
  const resource = {
    attributes: [attribute("service.name", service), attribute("service.version", version), attribute("cloud.provider", "cloudflare")],
  };
  const scopeSpans = [{ scope: { name: "edgedesk", version }, spans: spans.map(spanOf) }];
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] });
}

function spanOf({ name, kind, context, parent, links, startedAtMs, endedAtMs, fields, failure }: SpanRecord) {
  const attributes: Attribute[] = [];
  eachAllowed(fields, (key, value) => attributes.push(attribute(attributeNames[key], value)));
  if (failure !== null) attributes.push(attribute("error.type", failure));
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    ...(parent ? { parentSpanId: parent.spanId } : {}),
    flags: sampledFlag,
    name,
    kind: kinds[kind],
    startTimeUnixNano: nanos(startedAtMs),
    // The clock may have been set back in between.
    endTimeUnixNano: nanos(Math.max(startedAtMs, endedAtMs)),
    attributes,
    ...(links.length > 0 ? { links: links.map(({ traceId, spanId }) => ({ traceId, spanId })) } : {}),
    ...(failure === null ? {} : { status: { code: statusError } }),
  };
}

function attribute(key: string, value: string | number): Attribute {
  if (typeof value === "string") return { key, value: { stringValue: value } };
  return { key, value: Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
}

const nanos = (ms: number): string => `${Math.round(ms)}000000`;

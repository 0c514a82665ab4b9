import { expect, test } from "vitest";
import { emptySpanBuffer, exportLimits, SpanExporter } from "#adapters/telemetry/span-exporter";
import type { SpanRecord } from "#adapters/telemetry/span-record";
import { rootOf } from "#domain/trace";
import { attributeOf, receivedSpans } from "../../doubles/otlp-receiver.ts";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { RecordingTelemetry } from "../../fakes/recording-telemetry.ts";
import { standstill } from "../../fakes/standstill.ts";

const midnightMs = Date.parse("2026-11-22T00:00:00Z");

const span = (n: number, more: Partial<SpanRecord> = {}): SpanRecord => ({
  name: `step ${n}`,
  kind: "internal",
  context: rootOf(`span ${n}`),
  parent: null,
  links: [],
  startedAtMs: midnightMs,
  endedAtMs: midnightMs,
  fields: {},
  failure: null,
  ...more,
});

/** An exporter before a collector that answers as the script says, then with 200. */
function exporting(...script: (() => Response)[]) {
  const clock = new ManualClock(new Date(midnightMs).toISOString());
  const telemetry = new RecordingTelemetry();
  const bodies: string[] = [];
  const buffer = emptySpanBuffer();
  const exporter = new SpanExporter({
    settings: { url: "http://collector.example/v1/traces", headers: { "x-key": "k" }, resource: { service: "desk", version: "1" } },
    buffer,
    clock,
    background: (work) => void work,
    send: async (_url, { body }) => {
      bodies.push(typeof body === "string" ? body : "");
      return script.shift()?.() ?? new Response("{}");
    },
    count: (...what) => telemetry.count(...what),
  });
  const lost = () => telemetry.counts.filter(([name]) => name === "spans_lost").reduce((sum, [, , by = 1]) => sum + by, 0);
  const pass = async (ms: number) => {
    await standstill();
    clock.advance(ms);
    await standstill();
  };
  return { exporter, bodies, buffer, clock, lost, pass };
}

test("spans go out together after a moment, as a strict collector takes them", async () => {
  const { exporter, bodies, pass } = exporting();
  const parent = rootOf("turn");
  exporter.add(
    span(1, {
      parent,
      kind: "client",
      links: [rootOf("other")],
      fields: { agent: "router", attempt: 2, took_ms: 1.5 },
      failure: "timed_out",
    }),
  );
  exporter.add(span(2, { startedAtMs: midnightMs, endedAtMs: midnightMs - 1_000 }));
  expect(bodies).toEqual([]);
  await pass(exportLimits.gatherMs);
  expect(bodies).toHaveLength(1);
  const [first, second] = receivedSpans(bodies[0] ?? "");
  expect(first).toMatchObject({ name: "step 1", kind: 3, parentSpanId: parent.spanId, status: { code: 2 } });
  expect(
    first && [attributeOf(first, "gen_ai.agent.name"), attributeOf(first, "edgedesk.attempt"), attributeOf(first, "error.type")],
  ).toEqual(["router", 2, "timed_out"]);
  // The clock was set back meanwhile: a span may take no time, never less.
  expect(second?.endTimeUnixNano).toBe(second?.startTimeUnixNano);
});

test("what is on no list does not get out, whatever an object brought along", async () => {
  const { exporter, bodies, pass } = exporting();
  const wider = { agent: "router", text: "my card is 4111", secret: "s3cret" };
  exporter.add(span(1, { fields: wider }));
  await pass(exportLimits.gatherMs);
  expect(bodies.join("")).not.toMatch(/4111|s3cret/);
});

test("a collector that is down is left alone for longer and longer, keeps nobody waiting, and gets the spans when it is back", async () => {
  const { exporter, bodies, clock, lost, pass } = exporting(
    () => new Response(null, { status: 503 }),
    () => new Response(null, { status: 503 }),
  );
  exporter.add(span(1));
  await pass(exportLimits.gatherMs);
  expect(bodies).toHaveLength(1);
  exporter.add(span(2));
  await pass(exportLimits.gatherMs - 1);
  expect(bodies).toHaveLength(1);
  clock.advance(1);
  exporter.add(span(3));
  await pass(exportLimits.gatherMs);
  expect(bodies).toHaveLength(2);
  clock.advance(2 * exportLimits.firstPauseMs);
  exporter.add(span(4));
  await pass(exportLimits.gatherMs);
  expect(receivedSpans(bodies[2] ?? "").map(({ name }) => name)).toEqual(["step 1", "step 2", "step 3", "step 4"]);
  expect(lost()).toBe(0);
});

test("it waits as long as the collector asks", async () => {
  const { exporter, bodies, clock, pass } = exporting(() => new Response(null, { status: 429, headers: { "retry-after": "30" } }));
  exporter.add(span(1));
  await pass(exportLimits.gatherMs);
  clock.advance(29_000);
  exporter.add(span(2));
  await pass(exportLimits.gatherMs - 1);
  expect(bodies).toHaveLength(1);
  clock.advance(1_000);
  exporter.add(span(3));
  await pass(exportLimits.gatherMs);
  expect(bodies).toHaveLength(2);
});

test("what a collector refuses is gone and counted, and is not sent again", async () => {
  const { exporter, bodies, clock, lost, pass } = exporting(() => new Response(null, { status: 400 }));
  exporter.add(span(1));
  await pass(exportLimits.gatherMs);
  expect(lost()).toBe(1);
  clock.advance(exportLimits.firstPauseMs);
  exporter.add(span(2));
  await pass(exportLimits.gatherMs);
  expect(receivedSpans(bodies[1] ?? "").map(({ name }) => name)).toEqual(["step 2"]);
});

test("a partial success counts what was not taken", async () => {
  const { exporter, lost, pass } = exporting(() => Response.json({ partialSuccess: { rejectedSpans: "2", errorMessage: "no" } }));
  for (const n of [1, 2, 3]) exporter.add(span(n));
  await pass(exportLimits.gatherMs);
  expect(lost()).toBe(2);
});

test("the buffer is bounded: what does not fit is counted, however long the collector is down", async () => {
  const { exporter, buffer, lost } = exporting(() => new Response(null, { status: 503 }));
  for (let n = 0; n < exportLimits.mostSpans + 1_000; n++) exporter.add(span(n));
  expect(buffer.spans).toHaveLength(exportLimits.mostSpans);
  expect(lost()).toBe(1_000);
});

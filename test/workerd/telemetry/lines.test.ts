/** What a line of the log says it is about, where nobody records spans and where somebody does; and that it says nothing that is not on the list. */
import { tracing } from "cloudflare:workers";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { emptyMeterMemory, Meter } from "#adapters/telemetry/meter";
import { emptySpanBuffer, SpanExporter } from "#adapters/telemetry/span-exporter";
import { WorkersTelemetry, type WorkersTelemetryOptions } from "#adapters/telemetry/workers-telemetry";
import { knowledgeMemory } from "#compose/isolate";
import { rootOf } from "#domain/trace";
import type { Telemetry } from "#ports/telemetry";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { conversationOf, knowTrams, startConversation } from "../desk.ts";
import { eventually } from "../eventually.ts";

const LineSchema = z.looseObject({ event: z.string() });
type Line = z.infer<typeof LineSchema>;

const lines: Line[] = [];
beforeEach(() => {
  lines.length = 0;
  const heard = vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(LineSchema.parse(JSON.parse(String(line)))));
  onTestFinished(() => heard.mockRestore());
});
const lineOf = (event: string): Line | undefined => lines.find((line) => line.event === event);

const clock = new ManualClock("2026-11-23T00:00:00Z");
const idle = { clock, background: () => undefined };

function telemetryWith(options: Partial<WorkersTelemetryOptions> = {}): WorkersTelemetry {
  const known = { intent: new Set<string>(), model: new Set<string>(), tool: new Set<string>() };
  const meter = new Meter({
    ...idle,
    memory: emptyMeterMemory(),
    sinkOf: () => ({ add: async () => undefined }),
    known,
    newName: () => "an-isolate",
  });
  return new WorkersTelemetry({ meter, sampling: 1, platformTraces: true, ...options });
}

/** A collector that everything would be sent to. */
function recording() {
  const buffer = emptySpanBuffer();
  const settings = { url: "http://collector.example/v1/traces", headers: {}, resource: { service: "desk", version: "1" } };
  const exporter = new SpanExporter({ ...idle, settings, buffer, send: async () => new Response("{}"), count: () => undefined });
  return { exporter, spans: buffer.spans };
}

/** A turn with a step, in which somebody logs when told to. */
const turnOf = (telemetry: Telemetry, id: string, inStep: () => Promise<void>): Promise<void> =>
  telemetry.span(
    "turn",
    { conversation_id: `c-${id}`, turn_id: id, attempt: 1 },
    () => telemetry.span("invoke_agent knowledge", { agent: "knowledge", run_id: id }, inStep),
    { root: rootOf(id) },
  );

test("a line from within a turn's step says which turn, and for which agent its port works, although nobody records the step", async () => {
  await knowTrams();
  const { id } = await startConversation();
  await eventually(() => expect(lineOf("knowledge.loaded")).toBeDefined());
  // Loaded anew by whoever searches next, which is the turn.
  Object.assign(knowledgeMemory, { held: { kind: "nothing" }, checkedAt: 0 });
  lines.length = 0;
  await conversationOf({ id }).post({ id: "m1", text: "May I take my bicycle on the tram?" });
  await eventually(() => expect(lineOf("turn.ended")).toBeDefined());
  const turn = { conversation_id: id, turn_id: `${id}-t1`, run_id: `${id}-t1`, attempt: 1, trace_id: rootOf(`${id}-t1`).traceId };
  expect(lineOf("knowledge.loaded")).toMatchObject({ ...turn, agent: "knowledge" });
  expect(lineOf("turn.ended")).toMatchObject({ ...turn, outcome: "answered" });
});

test("turns that run at the same time keep their lines apart", async () => {
  const telemetry = telemetryWith();
  const both = Promise.withResolvers<void>();
  const turns = ["t1", "t2"].map((id) =>
    turnOf(telemetry, id, async () => {
      await both.promise;
      telemetry.log("info", `of.${id}`, {});
    }),
  );
  both.resolve();
  await Promise.all(turns);
  for (const id of ["t1", "t2"])
    expect(lineOf(`of.${id}`)).toMatchObject({
      conversation_id: `c-${id}`,
      turn_id: id,
      trace_id: rootOf(id).traceId,
      span_id: rootOf(id).spanId,
    });
  telemetry.log("info", "of.nobody", {});
  expect(lineOf("of.nobody")).toEqual({ level: "info", event: "of.nobody", at: expect.any(String) });
});

test("where spans are recorded, a line belongs to the innermost one and says its agent", async () => {
  const { exporter, spans } = recording();
  const telemetry = telemetryWith({ exporter });
  await turnOf(telemetry, "t1", async () => telemetry.log("info", "in.step", { attempt: 2 }));
  const [step, turn] = spans;
  expect([step?.name, turn?.name]).toEqual(["invoke_agent knowledge", "turn"]);
  expect(step?.parent).toEqual(turn?.context);
  expect(lineOf("in.step")).toMatchObject({
    conversation_id: "c-t1",
    turn_id: "t1",
    run_id: "t1",
    agent: "knowledge",
    attempt: 2,
    span_id: step?.context.spanId,
  });
});

test("a trace outside the sampled share is not recorded, and its lines say what they are about all the same", async () => {
  const { exporter, spans } = recording();
  const telemetry = telemetryWith({ exporter, sampling: 0, about: { agent: "knowledge" } });
  await turnOf(telemetry, "t1", async () => telemetry.log("info", "in.step", {}));
  expect(spans).toEqual([]);
  expect(lineOf("in.step")).toMatchObject({ turn_id: "t1", agent: "knowledge", trace_id: rootOf("t1").traceId });
});

test("what is not on the list is not in a line, and what is too long for an id is cut", () => {
  const wider = { reason: "x".repeat(500), text: "what a customer said", count: 3 };
  telemetryWith().log("info", "of.nobody", wider);
  expect(lineOf("of.nobody")).toEqual({
    level: "info",
    event: "of.nobody",
    at: expect.any(String),
    reason: `${"x".repeat(200)}…`,
    count: 3,
  });
});

test("a turn asks the platform once whether it traces, and never where it is known not to", async () => {
  const asked = vi.spyOn(tracing, "startSpan");
  onTestFinished(() => asked.mockRestore());
  const work = async (): Promise<void> => undefined;
  await turnOf(telemetryWith(), "t1", work);
  expect(asked).toHaveBeenCalledOnce();
  await turnOf(telemetryWith({ platformTraces: false }), "t2", work);
  expect(asked).toHaveBeenCalledOnce();
});

test("a line says its time to the millisecond, within a second and across", () => {
  const telemetry = telemetryWith();
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const times = ["2026-11-23T14:00:00.999Z", "2026-11-23T14:00:01.000Z", "2026-11-23T14:00:01.007Z", "2026-11-23T13:59:59.050Z"];
  for (const time of times) {
    vi.setSystemTime(time);
    telemetry.log("info", `at.${time}`, {});
  }
  expect(lines.map(({ at }) => at)).toEqual(times);
});

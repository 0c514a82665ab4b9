/**
 * What an operator sees of the Worker as it would be deployed: the trace of a conversation that ends in a ticket, at a collector that refuses what the specification refuses; its log; its figures. And that none
 * of it tells what a customer said, or what a secret is.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { operatorToken } from "../../bench/desk/run-desk.ts";
import { parseOpenMetrics } from "../../eval/openmetrics/parse.ts";
import { rootOf } from "#domain/trace";
import { Collector } from "../doubles/collector.ts";
import { openAiCompatibleServer, type ScriptedServer } from "../doubles/openai-compatible-server.ts";
import { attributeOf, type ReceivedSpan } from "../doubles/otlp-receiver.ts";
import { quoteFirstPassage } from "../doubles/quoting-model.ts";
import { Customer, deskWith, type ElsewhereDesk, eventually } from "./desk.ts";

const LineSchema = z.record(z.string(), z.unknown());

const canary = (what: string): string => `canary${what}${randomBytes(8).toString("hex")}`;
const canaries = {
  message: canary("message"),
  wish: canary("wish"),
  answer: canary("answer"),
  collector: canary("collector"),
  models: canary("models"),
  metrics: canary("metrics"),
};

const collector = new Collector();
const lines: string[] = [];
let models: ScriptedServer;
let desk: ElsewhereDesk;
let customer: Customer;

beforeAll(async () => {
  models = await openAiCompatibleServer((request) =>
    request.wantsJson
      ? { answer: `{"no": "${canaries.answer}"}` }
      : { answer: quoteFirstPassage(request), usage: { input: 321, output: 45 } },
  );
  const vars = {
    OTLP_URL: await collector.open(),
    OTLP_HEADERS: `x-key=${canaries.collector}`,
    METRICS_TOKEN: canaries.metrics,
    MODELS: "openai-compatible",
    MODELS_URL: models.url,
    MODELS_KEY: canaries.models,
  };
  desk = await deskWith(vars, (line) => lines.push(line));
  customer = await Customer.arrive(desk.url);
  await customer.say(`How do I change my billing address? ${canaries.message}`);
  await customer.until("answer.completed");
  await customer.say(`I was charged twice, let me talk to a human, ${canaries.wish}`);
  await customer.until("ticket.opened");
  await spanNamed("announce the ticket");
});
afterAll(async () => {
  await desk?.stop();
  await models?.close();
  collector.close();
});

const spansOf = (turn: number): ReceivedSpan[] =>
  collector.spans.filter(({ traceId }) => traceId === rootOf(`${customer.id}-t${turn}`).traceId);
const spanNamed = (name: string): Promise<ReceivedSpan> => eventually(() => collector.spans.find((span) => span.name === name));

test("the collector had nothing to complain of", () => {
  expect(collector.complaints).toEqual([]);
  expect(collector.spans.length).toBeGreaterThan(10);
});

test("one trace leads from the customer's message to the ticket and back, and no span of it hangs in the air", () => {
  const spans = spansOf(2);
  const ids = new Map(spans.map((span) => [span.spanId, span]));
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  expect(roots.map(({ name }) => name)).toEqual(["turn"]);
  expect(spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId)).map(({ name }) => name)).toEqual([]);
  const way = (name: string): string[] => {
    const span = spans.find((one) => one.name === name);
    const parent = span?.parentSpanId === undefined ? undefined : ids.get(span.parentSpanId);
    return parent ? [...way(parent.name), name] : [name];
  };
  expect(way("announce the ticket")).toEqual([
    "turn",
    "send edgedesk-handoffs",
    "process edgedesk-handoffs",
    "tell the customer",
    "announce the ticket",
  ]);
  expect(way("invoke_agent escalation").slice(3)).toEqual(["open the ticket", "write the brief", "invoke_agent escalation"]);
  expect(way("open at the ticket desk").slice(3)).toEqual(["open the ticket", "open at the ticket desk"]);
});

test("where the platform begins a new trace, the span links to the one that sent it", () => {
  const sent = spansOf(2).find(({ name }) => name === "send edgedesk-handoffs");
  const processed = spansOf(2).find(({ name }) => name === "process edgedesk-handoffs");
  expect(processed?.links).toEqual([{ traceId: sent?.traceId, spanId: sent?.spanId }]);
});

test("a model's call has the names of OpenTelemetry's conventions for generative AI", () => {
  const call = spansOf(1).find(({ name }) => name === "chat qwen3:8b");
  expect(call?.kind).toBe(3);
  const shown = ["operation.name", "provider.name", "request.model", "usage.input_tokens", "usage.output_tokens"];
  expect(call && shown.map((name) => attributeOf(call, `gen_ai.${name}`))).toEqual(["chat", "openai-compatible", "qwen3:8b", 321, 45]);
  const agent = spansOf(1).find(({ spanId }) => spanId === call?.parentSpanId);
  expect(agent).toMatchObject({ name: "invoke_agent resolution" });
  expect(agent && attributeOf(agent, "gen_ai.agent.name")).toBe("resolution");
});

test("every line of the log within a turn is one JSON object with the ids of what it is about", () => {
  const parsed = lines.map((line) => LineSchema.parse(JSON.parse(line)));
  const ended = parsed.filter(({ event }) => event === "turn.ended");
  expect(ended).toMatchObject([
    {
      conversation_id: customer.id,
      turn_id: `${customer.id}-t1`,
      run_id: `${customer.id}-t1`,
      attempt: 1,
      trace_id: rootOf(`${customer.id}-t1`).traceId,
    },
    { turn_id: `${customer.id}-t2`, outcome: "handed_off", trace_id: rootOf(`${customer.id}-t2`).traceId },
  ]);
  const ticket = parsed.find(({ event }) => event === "handoff.ticket");
  expect(ticket).toMatchObject({ conversation_id: customer.id, handoff_id: `${customer.id}-h1`, workflow_id: `${customer.id}-h1` });
});

test("the figures are what happened, and parse to the letter", async () => {
  const read = async (): Promise<string> => {
    const response = await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${canaries.metrics}` } });
    return response.text();
  };
  const text = await eventually(async () => {
    const found = await read();
    return found.includes("edgedesk_tickets_opened_total 1\n") ? found : undefined;
  });
  const families = parseOpenMetrics(text);
  const sum = (name: string): number =>
    families.flatMap(({ samples }) => samples.filter((sample) => sample.name === name)).reduce((total, { value }) => total + value, 0);
  expect(sum("edgedesk_messages_total")).toBe(2);
  expect(sum("edgedesk_turns_total")).toBe(2);
  expect(sum("edgedesk_handoffs_total")).toBe(1);
  expect(text).toContain('edgedesk_model_tokens_total{model="openai-compatible/qwen3:8b",direction="input"} 321\n');
  expect(text).toContain("edgedesk_outbox_waiting 0\n");
});

test("neither log, spans nor figures tell what was said, or what a secret is", async () => {
  const metrics = await (await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${operatorToken}` } })).text();
  const everything = [...lines, ...collector.bodies, metrics].join("\n");
  expect(everything.length).toBeGreaterThan(5_000);
  for (const marker of [...Object.values(canaries), operatorToken, "charged twice", "bench-signing-key"])
    expect(everything).not.toContain(marker);
});

test("with the collector gone, customers are answered as before, and what cannot be sent waits without being waited for", async () => {
  const before = collector.spans.length;
  collector.close();
  const late = await Customer.arrive(desk.url);
  for (let n = 1; n <= 5; n++) {
    await late.say("How do I pause my box?");
    await late.until("answer.completed", n);
  }
  expect(collector.spans.length).toBe(before);
});

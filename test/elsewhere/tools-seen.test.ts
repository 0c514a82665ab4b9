/**
 * What an operator sees of tools and of search by meaning, in the Worker as it would be deployed: their spans under the turn's trace at a collector that refuses what the specification refuses, and their figures.
 * And that nothing of it tells what a tool was asked or told, who the customer is, what a ticket holds, or what people at the desk write.
 */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorToken } from "../../bench/desk/run-desk.ts";
import { rootOf } from "#domain/trace";
import { signIdentity } from "#http/identity-tokens";
import { Collector } from "../doubles/collector.ts";
import type { ModelRequest } from "../doubles/model-script.ts";
import { openAiCompatibleServer, type ScriptedServer } from "../doubles/openai-compatible-server.ts";
import { attributeOf, type ReceivedSpan } from "../doubles/otlp-receiver.ts";
import { serve, type Served } from "../doubles/serve.ts";
import { standInEmbedder } from "../doubles/stand-in-embedder.ts";
import { Customer, deskWith, type ElsewhereDesk, eventually } from "./desk.ts";

const canary = (what: string): string => `canary${what}${randomBytes(8).toString("hex")}`;
const names = [
  "question",
  "subject",
  "customer",
  "mailbox",
  "carrier",
  "tracking",
  "undeclared",
  "card",
  "header",
  "fault",
  "brief",
  "identitykey",
  "draft",
  "note",
  "reply",
  "operator",
  "contact",
] as const;
const canaries = new Map<string, string>(names.map((name) => [name, canary(name)]));
const marker = (name: (typeof names)[number]): string => canaries.get(name) ?? "";
/** A tool's input, as its schema has it. */
const invoiceNumber = "INV-7391";

const order = {
  order: "10423",
  status: "shipped",
  placedOn: "2026-11-18",
  shippedOn: "2026-11-21",
  expectedOn: "2026-11-24",
  carrier: marker("carrier"),
  tracking: marker("tracking"),
  items: ["Nook One"],
  total: { amount: 16_690, currency: "EUR" },
  invoice: invoiceNumber,
  internalNote: marker("undeclared"),
};
const invoice = {
  invoice: invoiceNumber,
  status: "paid",
  issuedOn: "2026-11-18",
  total: order.total,
  paidWith: marker("card"),
  about: "Nook One",
};
const refund = { refund: "R-1", invoice: invoiceNumber, total: order.total, paidWith: marker("card") };

const collector = new Collector();
const lines: string[] = [];
const keys: (string | undefined)[] = [];
let shop: Served;
let models: ScriptedServer;
let desk: ElsewhereDesk;
let customer: Customer;

/** Asks for the tool that the message is about, then says what it told; writes briefs and drafts. */
function answer({ messages, wantsJson, tools }: ModelRequest) {
  if (wantsJson) return { answer: `{"summary": "${marker("brief")}"}` };
  const asked = messages.findLast(({ role }) => role === "user")?.text ?? "";
  const told = messages.findLast(({ role }) => role === "tool")?.text.split("\n")[0];
  if (told !== undefined || tools.length === 0) return { answer: told ?? marker("draft") };
  if (asked.includes("Refund")) return { calls: [{ name: "refund_invoice", input: { invoice: invoiceNumber } }] };
  return { calls: [{ name: "order_status", input: { order: asked.includes("10999") ? "10999" : "10423" } }] };
}

beforeAll(async () => {
  shop = await serve(async (url, { headers, method }) => {
    keys.push(new Headers(headers).get("authorization") ?? undefined);
    if (url.includes("10999")) return new Response(marker("fault"), { status: 500 });
    return Response.json(method === "POST" ? refund : url.includes("/invoices/") ? invoice : order);
  });
  models = await openAiCompatibleServer(answer, 0, { embed: standInEmbedder() });
  const vars = {
    OTLP_URL: await collector.open(),
    MODELS: "openai-compatible",
    MODELS_URL: models.url,
    MODELS_EMBEDDING: "stand-in",
    DEMO_SHOP: "on",
    TOOL_HOSTS: `shop=${shop.url}`,
    TOOL_SHOP_KEY: marker("header"),
    IDENTITY_KEY: marker("identitykey").padEnd(40, "x"),
  };
  desk = await deskWith(vars, (line) => lines.push(line));
  const identity = { subject: marker("subject"), name: marker("customer"), email: `${marker("mailbox")}@verdanook.example` };
  customer = await Customer.arrive(desk.url, await signIdentity(identity, vars.IDENTITY_KEY, Date.now()));
  await customer.say(`Where is my order 10423? ${marker("question")}`);
  await customer.until("answer.completed");
  await customer.say("Where is my order 10999?");
  await customer.until("answer.completed", 2);
  await customer.say(`Refund invoice ${invoiceNumber}`);
  const [card] = await customer.until("tool.proposed");
  await customer.confirm(card?.proposal ?? "");
  await eventually(async () => (await customer.until("tool.finished")).find(({ effect }) => effect === "write"));
  await customer.askForPerson();
  await customer.until("ticket.opened");
  await operate();
  await eventually(() => collector.spans.find(({ name }) => name === "announce the ticket"));
  await eventually(() => collector.spans.find(({ name }) => name === "execute_tool refund_invoice"));
  await eventually(() => collector.spans.find(({ name }) => name === "process edgedesk-articles"));
});
afterAll(async () => {
  await desk?.stop();
  await models?.close();
  await shop?.close();
  collector.close();
});

/** Somebody at the desk reads, asks for a draft, notes and answers. */
async function operate(): Promise<void> {
  const operator = marker("operator");
  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    const response = await fetch(`${desk.url}/v1/conversations/${customer.id}${path}`, {
      method,
      headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  await ask("POST", "/draft");
  await ask("POST", "/take", { operator });
  await ask("POST", "/notes", { id: "n1", text: marker("note"), operator });
  await ask("POST", "/replies", { id: "r1", text: marker("reply"), operator });
  await customer.leaveContact(`${marker("contact")}@verdanook.example`);
  await ask("GET", "/card");
}

const inTurn = (turn: number): ReceivedSpan[] =>
  collector.spans.filter(({ traceId }) => traceId === rootOf(`${customer.id}-t${turn}`).traceId);
const nameOfParent = (span: ReceivedSpan | undefined): string | undefined =>
  collector.spans.find(({ spanId }) => spanId === span?.parentSpanId)?.name;
const keysOf = (span: ReceivedSpan | undefined): string[] => (span?.attributes ?? []).map(({ key }) => key).toSorted();

test("the collector had nothing to complain of", () => {
  expect(collector.complaints).toEqual([]);
});

test("a tool's call is a span under the agent that made it, with its name and its end, and nothing that was asked or told", () => {
  const span = inTurn(1).find(({ name }) => name === "execute_tool order_status");
  expect(nameOfParent(span)).toBe("invoke_agent resolution");
  expect(span?.kind).toBe(1);
  expect(keysOf(span)).toEqual([
    "edgedesk.outcome",
    "gen_ai.operation.name",
    "gen_ai.tool.call.id",
    "gen_ai.tool.name",
    "gen_ai.tool.type",
  ]);
  expect(span && attributeOf(span, "gen_ai.tool.call.id")).toBe(`${customer.id}-t1-c1`);
  expect(span && attributeOf(span, "edgedesk.outcome")).toBe("done");
});

test("a tool that does not answer marks its span as failed", () => {
  const span = inTurn(2).find(({ name }) => name === "execute_tool order_status");
  expect(span?.status).toEqual({ code: 2 });
  expect(span && attributeOf(span, "error.type")).toBe("unavailable");
});

test("what the customer has confirmed is carried out in the trace of the turn that proposed it", () => {
  const span = inTurn(3).find(({ name }) => name === "execute_tool refund_invoice");
  expect(nameOfParent(span)).toBe("turn");
  expect(span && attributeOf(span, "gen_ai.tool.call.id")).toBe(`${customer.id}-p1`);
});

test("an embedding call is a span under the search, and under the work on the articles", () => {
  const span = inTurn(1).find(({ name }) => name === "embeddings stand-in");
  expect(nameOfParent(span)).toBe("invoke_agent knowledge");
  expect(span?.kind).toBe(3);
  const shown = ["operation.name", "provider.name", "request.model"].map((name) => span && attributeOf(span, `gen_ai.${name}`));
  expect(shown).toEqual(["embeddings", "openai-compatible", "stand-in"]);
  expect(Number(span && attributeOf(span, "gen_ai.usage.input_tokens"))).toBeGreaterThan(0);
  const others = collector.spans.filter(({ name, traceId }) => name === "embeddings stand-in" && traceId !== span?.traceId);
  expect(others.map(nameOfParent)).toContain("process edgedesk-articles");
});

test("tools and embeddings are counted", async () => {
  const text = await eventually(async () => {
    const found = await metrics();
    return found.includes('tool="refund_invoice"') && found.includes('model="openai-compatible/stand-in",model_outcome="done"')
      ? found
      : undefined;
  });
  expect(text).toContain('edgedesk_tool_calls_total{tool="order_status",tool_outcome="done"} 1\n');
  expect(text).toContain('edgedesk_tool_calls_total{tool="order_status",tool_outcome="unavailable"} 1\n');
  expect(text).toContain('edgedesk_tool_calls_total{tool="refund_invoice",tool_outcome="done"} 1\n');
  expect(text).toContain('edgedesk_tool_seconds_count{tool="order_status"} 2\n');
});

test("neither log, spans nor figures tell what tools were asked and told, who the customer is, or what people at the desk write", async () => {
  const everything = [...lines, ...collector.bodies, await metrics()].join("\n");
  expect(keys).toContain(`Bearer ${marker("header")}`);
  expect(models.requests.length).toBeGreaterThan(3);
  expect(everything.length).toBeGreaterThan(5_000);
  expect([...canaries].filter(([, text]) => everything.includes(text)).map(([name]) => name)).toEqual([]);
  for (const text of [invoiceNumber, operatorToken, "166.90"]) expect(everything).not.toContain(text);
});

async function metrics(): Promise<string> {
  return (await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${operatorToken}` } })).text();
}

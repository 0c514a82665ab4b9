/** Tools in the AI SDK's own chat: a lookup is a tool part, a refund a card that is confirmed over HTTP or by a plain yes, once. */
import { env } from "cloudflare:workers";
import { isDynamicToolUIPart, type UIMessage, uiMessageChunkSchema } from "ai";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ConversationStartedSchema } from "#contracts/conversations";
import { signIdentity } from "#http/identity-tokens";
import { ask, eventsOf, knowTrams, type Visitor } from "../desk.ts";
import { eventually } from "../eventually.ts";
import { chatWith } from "./sdk-chat.ts";

beforeAll(knowTrams);

async function visit(): Promise<Visitor> {
  const identity = await signIdentity({ subject: "vn-1001", name: "Mara", email: null }, env.IDENTITY_KEY ?? "", Date.now());
  return ConversationStartedSchema.parse(await (await ask("/v1/conversations", { method: "POST", body: { identity } })).json());
}

const CardSchema = z.looseObject({
  proposal: z.string(),
  title: z.string(),
  state: z.string(),
  button: z.string().optional(),
  result: z.string().optional(),
});
const cardsOf = (message: UIMessage | undefined) =>
  (message?.parts ?? []).flatMap((part) => (part.type === "data-confirm" && "data" in part ? [CardSchema.parse(part.data)] : []));
const textOf = (message: UIMessage | undefined): string =>
  (message?.parts ?? []).map((part) => (part.type === "text" ? part.text : "")).join("");

const confirm = (visitor: Visitor, proposal: string) =>
  ask(`/v1/conversations/${visitor.id}/confirm`, { method: "POST", token: visitor.token, body: { proposal, accept: true } });

const refundsOf = async (invoice: string): Promise<number> =>
  Number((await env.DB.prepare("SELECT count(*) AS n FROM shop_refund WHERE invoice = ?").bind(invoice).first("n")) ?? 0);

const isDone = (visitor: Visitor) =>
  eventually(async () => {
    const done = (await eventsOf(visitor)).some(({ event }) => event.type === "tool.finished" && event.effect === "write");
    if (!done) throw new Error("not done yet");
  });

test("an order that is looked up is a finished tool part with its input and what it told, beside the text that says so", async () => {
  const visitor = await visit();
  const chat = chatWith(visitor);
  await chat.sendMessage({ text: "Where is my order 10423?" });
  expect(chat.error).toBeUndefined();
  const parts = chat.last?.parts ?? [];
  const [tool] = parts.filter(isDynamicToolUIPart);
  expect(tool).toMatchObject({
    type: "dynamic-tool",
    toolName: "order_status",
    state: "output-available",
    input: { order: "10423" },
    output: { outcome: "done", text: textOf(chat.last) },
  });
});

test("a refund is a card; confirmed over HTTP, the resumed stream shows what came of it on the same card, and it is done once", async () => {
  const visitor = await visit();
  const chat = chatWith(visitor);
  await chat.sendMessage({ text: "Refund invoice INV-2041" });
  expect(cardsOf(chat.last)).toMatchObject([{ title: "Refund invoice INV-2041?", button: "Refund €166.90", state: "open" }]);
  expect(await refundsOf("INV-2041")).toBe(0);
  const proposal = cardsOf(chat.last)[0]?.proposal ?? "";
  expect((await confirm(visitor, proposal)).status).toBe(202);
  expect((await confirm(visitor, proposal)).status).toBe(202);
  await isDone(visitor);
  await chat.resumeStream();
  expect(chat.error).toBeUndefined();
  expect(cardsOf(chat.last)).toMatchObject([{ proposal, state: "done", result: expect.stringContaining("is on its way back") }]);
  expect(await refundsOf("INV-2041")).toBe(1);
});

test("in a chat without cards a plain yes confirms, and its own stream tells what came of it", async () => {
  const visitor = await visit();
  const chat = chatWith(visitor);
  await chat.sendMessage({ text: "Refund invoice INV-2033" });
  await chat.sendMessage({ text: "Yes, please." });
  expect(chat.status).toBe("ready");
  expect(textOf(chat.last)).toContain("Confirmed");
  expect(cardsOf(chat.last)).toMatchObject([{ state: "done", result: expect.stringContaining("is on its way back") }]);
  expect(await refundsOf("INV-2033")).toBe(1);
});

test("every part that the desk sends around tools is one that the SDK knows", async () => {
  const visitor = await visit();
  const schema = uiMessageChunkSchema();
  for (const [n, text] of ["Where is my order 10398?", "Refund invoice INV-2017", "no"].entries()) {
    const headers = { accept: "text/event-stream" };
    const body = { id: `part-${n}`, text };
    const answer = await ask(`/v1/conversations/${visitor.id}/messages`, { method: "POST", token: visitor.token, headers, body });
    const lines = (await answer.text()).split("\n").filter((line) => line.startsWith("data: {"));
    for (const line of lines) expect(await schema.validate?.(JSON.parse(line.slice("data: ".length)))).toMatchObject({ success: true });
  }
});

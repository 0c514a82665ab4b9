/** The demo with models: a scripted server stands in their place, everything else is what `npm start` runs and a visitor sees. */
import { randomUUID } from "node:crypto";
import { build } from "esbuild";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inRepository } from "../../scripts/repository.ts";
import type { ModelScript } from "../doubles/model-script.ts";
import { openAiCompatibleServer, type ScriptedServer } from "../doubles/openai-compatible-server.ts";
import { quoteFirstPassage } from "../doubles/quoting-model.ts";
import { standInEmbedder } from "../doubles/stand-in-embedder.ts";
import { browsing } from "./browsing.ts";
import { conversationOf, expectText, lastAnswer, openChat, patience, say, ticketNumber } from "./chat.ts";
import { type Desk, logOf, startDesk, ticketsOf } from "./desk.ts";

const question = "how do I change my billing address?";
const quoting: ModelScript = (request) => ({ answer: quoteFirstPassage(request), msToFirst: 50, tokensPerS: 200 });

const TicketIdsSchema = z.object({ tickets: z.array(z.object({ id: z.string(), conversation: z.string() })) });

let server: ScriptedServer;
let desk: Desk;
const { newPage } = browsing();

beforeAll(async () => {
  server = await openAiCompatibleServer(quoting, 0, { embed: standInEmbedder() });
  desk = await startDesk("--models", "openai-compatible", "--url", server.url, "--embedding", "stand-in");
});
afterAll(async () => {
  await desk.remove();
  await server.close();
});
afterEach(() => server.play(quoting));

async function visitor(): Promise<Page> {
  const page = await newPage();
  await page.goto(desk.url);
  await openChat(page);
  return page;
}

/** Deltas of the socket, as they came. */
function deltasOf(page: Page): { attempt: number; text: string }[] {
  const deltas: { attempt: number; text: string }[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      const frame: unknown = JSON.parse(String(payload));
      if (isDelta(frame)) deltas.push(frame);
    }),
  );
  return deltas;
}

const isDelta = (frame: unknown): frame is { attempt: number; text: string } =>
  typeof frame === "object" && frame !== null && "type" in frame && frame.type === "delta";

const answersOf = async (page: Page) =>
  (await logOf(desk, await conversationOf(page, desk.url))).filter(({ event }) => event.type === "answer.completed");

test("a model's answer is streamed, cites its article, and opens at the words", async () => {
  const page = await newPage();
  const deltas = deltasOf(page);
  await page.goto(desk.url);
  await openChat(page);
  await say(page, question);
  await page.locator(".entry.ai .mark").first().waitFor(patience);
  await expect.poll(() => answersOf(page), patience).toHaveLength(1);
  const [answer] = await answersOf(page);
  expect(answer?.event).toMatchObject({ rung: "model", kind: "answer" });
  expect(deltas.length).toBeGreaterThan(2);
  expect(deltas.map(({ text }) => text).join("")).toBe(answer?.event.text);
  await page.locator(".mark").first().click();
  await page.locator(".passage mark").first().waitFor(patience);
});

test("a model that dies in mid-sentence is replaced before the visitor's eyes, and nothing of it stays", async () => {
  server.play(() => ({ fault: "cut" }));
  const page = await newPage();
  const deltas = deltasOf(page);
  await page.goto(desk.url);
  await openChat(page);
  await say(page, question);
  await expectText(lastAnswer(page), "Account › Billing › Billing address");
  const [answer] = await answersOf(page);
  expect(answer?.event).toMatchObject({ rung: "embedded" });
  const last = Math.max(...deltas.map(({ attempt }) => attempt));
  expect(
    deltas
      .filter(({ attempt }) => attempt === last)
      .map(({ text }) => text)
      .join(""),
  ).toBe(answer?.event.text);
  expect(await lastAnswer(page).innerText()).not.toContain("A refund takes");
});

test("a conversation whose budget is used up is answered without a model, and says nothing of it", async () => {
  // The server says that its first answer read more than a conversation may.
  server.play((request) => ({ answer: quoteFirstPassage(request), usage: { input: 250_000, output: 10 } }));
  const page = await visitor();
  await say(page, question);
  await expect.poll(() => answersOf(page), patience).toHaveLength(1);
  const asked = server.requests.length;
  await say(page, "how long does a refund take?");
  await expect.poll(() => answersOf(page), patience).toHaveLength(2);
  const [first, second] = await answersOf(page);
  expect([first?.event, second?.event]).toMatchObject([{ rung: "model" }, { rung: "embedded", kind: "answer" }]);
  expect(server.requests.length).toBe(asked);
  const log = await logOf(desk, await conversationOf(page, desk.url));
  expect(log.findLast(({ event }) => event.type === "agent.finished" && event["agent"] === "resolution")?.event).toMatchObject({
    setbacks: [{ reason: "over_budget", cap: "conversation" }],
  });
});

test("a wish for a person ends in a ticket, with a brief in the model's words", async () => {
  const brief = JSON.stringify({
    title: "Wants a person about a double charge",
    summary: "The customer was charged twice and asks for a person.",
  });
  server.play((request) => ({ answer: request.wantsJson ? brief : quoteFirstPassage(request) }));
  const page = await visitor();
  await say(page, "I was charged twice and nobody answers, let me talk to a human");
  await ticketNumber(page).waitFor(patience);
  const conversation = await conversationOf(page, desk.url);
  const [ticket] = await ticketsOf(desk, conversation);
  expect(ticket?.number).toBe(await ticketNumber(page).innerText());
  const headers = { authorization: `Bearer ${desk.token}` };
  const { tickets } = TicketIdsSchema.parse(await (await fetch(`${desk.url}/v1/tickets`, { headers })).json());
  const id = tickets.find((one) => one.conversation === conversation)?.id ?? "";
  expect(await (await fetch(`${desk.url}/v1/tickets/${id}`, { headers })).text()).toContain("Wants a person about a double charge");
});

test("React's useChat reads the stored answer with its sources, and picks a turn up again after a reload", async () => {
  server.play((request) => ({ answer: quoteFirstPassage(request), msToFirst: 50, tokensPerS: 20 }));
  const page = await newPage({ bypassCSP: true });
  const script = await chatPage();
  const open = async (): Promise<void> => {
    await page.goto(`${desk.url}/healthz`);
    await page.evaluate((url) => Object.assign(globalThis, { deskUrl: url }), desk.url);
    await page.addScriptTag({ content: script });
  };
  await open();
  await page.locator("#ask").fill(question);
  await page.locator("#ask").press("Enter");
  await expect.poll(() => page.locator("#said").innerText(), patience).toMatch(/\S+ \S+/);
  // In the middle of the answer.
  await open();
  await expect.poll(() => page.locator("#status").innerText(), patience).toBe("ready");
  await expect.poll(() => page.locator("#said").innerText(), patience).toContain("[1]");
  const id = await page.evaluate(() => localStorage.getItem("conversation") ?? "");
  const answer = (await logOf(desk, id)).find(({ event }) => event.type === "answer.completed")?.event;
  expect(await page.locator("#said").innerText()).toBe(answer?.text);
  expect(await page.locator("#sources").innerText()).toContain("change-billing-address");
  expect((await logOf(desk, id)).filter(({ event }) => event.type === "customer.message")).toHaveLength(1);
});

/** The page around `useChat`, with everything in it. */
async function chatPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(inRepository("test"), "browser", "use-chat", "main.tsx")],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    banner: { js: `/* ${randomUUID()} */` },
  });
  return outputFiles[0]?.text ?? "";
}

test("an operator who takes over while the AI is in mid-sentence has the last word: the sentence breaks off on both sides and is never stored", async () => {
  const page = await visitor();
  await say(page, question);
  await expectText(lastAnswer(page), /Billing address/);
  const conversation = await conversationOf(page, desk.url);
  const operator = await newPage();
  await operator.goto(desk.link);
  await operator.goto(`${desk.url}/desk/inbox/${conversation}?view=ai`);
  await operator.locator(".entry.ai").first().waitFor(patience);
  // Twice the same words: the first sentence is let through while the rest is still being written.
  server.play((request) => {
    const words = quoteFirstPassage(request);
    return { answer: `${words} ${words} ${words}`, msToFirst: 20, tokensPerS: 14 };
  });
  await say(page, "how do I clean the tank?");
  await operator.locator(".entry.is-writing").waitFor(patience);
  await operator.keyboard.press("e");
  await operator.locator("#reply:focus").waitFor(patience);
  await expectText(page.locator(".entry.joined"), "You are now talking to a person");
  await operator.keyboard.type("I am taking this myself");
  await operator.keyboard.press("Enter");
  await expectText(page.locator(".entry.person"), /I am taking this myself/);
  await operator.locator(".entry.is-writing").waitFor({ ...patience, state: "detached" });
  const types = (await logOf(desk, conversation)).map(({ event }) => event.type);
  expect(types.slice(types.lastIndexOf("customer.message"))).toEqual([
    "customer.message",
    "turn.started",
    "turn.stopped",
    "operator.joined",
    "operator.message",
  ]);
});

/** The live inbox: what each conversation looks like in it, who may read it, and that nothing is lost or comes back. */
import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test, vi } from "vitest";
import { Inbox } from "#inbox/inbox";
import type { Summary } from "#contracts/inbox";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, knowTrams, startConversation, storyOf } from "../desk.ts";
import { inboxPage, nameOffer, openInbox, operatorHandshake, summaryWhen } from "../operator-page.ts";
import { ring } from "../time.ts";

beforeAll(knowTrams);

const answered = async (text: string) => {
  const visitor = await startConversation();
  await conversationOf(visitor).post({ id: "m1", text });
  await eventually(async () => expect(await storyOf(visitor)).toContain("answer.completed"));
  return visitor;
};

const summary = (id: string, seq: number, more: Partial<Summary> = {}): Summary => ({
  id: id.padStart(32, "0"),
  seq,
  state: "waiting",
  settledAs: null,
  owner: null,
  customer: null,
  title: `About ${id}`,
  snippet: "words",
  speaker: "customer",
  isAnswering: false,
  intent: null,
  sentiment: null,
  language: null,
  reason: "button",
  priority: "normal",
  waitingSince: "2026-11-22T10:00:00.000Z",
  dueAt: "2026-11-22T10:30:00.000Z",
  unread: 1,
  ticket: null,
  startedAt: "2026-11-22T10:00:00.000Z",
  updatedAt: new Date().toISOString(),
  ...more,
});

test("a conversation that the AI answers stands in the inbox with its last words, and moves to those who wait when a person is asked for", async () => {
  const visitor = await answered("How do I get a refund for a late tram?");
  const live = await summaryWhen(visitor.id, ({ speaker }) => speaker === "ai");
  expect(live).toMatchObject({ state: "ai", owner: null, unread: 0, waitingSince: null, isAnswering: false, language: "en" });
  await conversationOf(visitor).post({ id: "m2", text: "This is a disgrace, I want to make a complaint!" });
  const waiting = await summaryWhen(visitor.id, ({ ticket }) => ticket !== null);
  expect(waiting).toMatchObject({ state: "waiting", reason: "complaint", unread: 2 });
  expect(["high", "urgent"]).toContain(waiting.priority);
  const waits = Date.parse(waiting.dueAt ?? "") - Date.parse(waiting.waitingSince ?? "");
  // support/desk.yaml: urgent 5, high 15.
  expect(waits / 60_000).toBe(waiting.priority === "urgent" ? 5 : 15);
  expect((await inboxPage({ view: "waiting" })).conversations.map(({ id }) => id)).toContain(visitor.id);
});

test("a summary that is late or comes twice changes nothing, and one that comes after the erasure is refused", async () => {
  const inbox = env.INBOX.getByName("late");
  await inbox.push(summary("a1", 5, { snippet: "five" }));
  await inbox.push(summary("a1", 4, { snippet: "four" }));
  await inbox.push(summary("a1", 5, { snippet: "five again" }));
  const all = { view: "all", me: "", q: "", limit: 50 } as const;
  expect(await inbox.page(all)).toMatchObject({ rev: 1, total: 1, conversations: [{ snippet: "five" }] });
  await inbox.forget(summary("a1", 5).id);
  await inbox.push(summary("a1", 9));
  expect(await inbox.page(all)).toMatchObject({ rev: 2, total: 0 });
});

test("an erased conversation is gone from the inbox, and pages that look at it are told", async () => {
  const visitor = await answered("How do I get a refund for a late tram?");
  await summaryWhen(visitor.id);
  const { rev } = await inboxPage();
  const page = await openInbox("Mira");
  page.send({ type: "resume", rev });
  await page.first(({ type }) => type === "changes");
  expect((await askAsOperator(`/v1/conversations/${visitor.id}`, { method: "DELETE" })).status).toBe(204);
  await page.first((frame) => frame.type === "changes" && frame.gone.includes(visitor.id));
  expect((await inboxPage({ q: "late tram" })).conversations.map(({ id }) => id)).not.toContain(visitor.id);
  page.close();
});

test("what the inbox could not take is pushed again by the conversation's alarm", async () => {
  const push = vi.spyOn(Inbox.prototype, "push").mockRejectedValue(new Error("away"));
  const visitor = await answered("How do I get a refund for a late tram?");
  await eventually(() => expect(push).toHaveBeenCalled());
  push.mockRestore();
  expect((await inboxPage({ limit: "200" })).conversations.map(({ id }) => id)).not.toContain(visitor.id);
  await ring(visitor);
  await summaryWhen(visitor.id, ({ speaker }) => speaker === "ai");
});

test("a page that slept is told what changed after the revision that it has, and reads its list again when that is too much", async () => {
  const inbox = env.INBOX.getByName("all");
  const { rev } = await inboxPage();
  const page = await openInbox("Mira");
  page.send({ type: "resume", rev });
  await page.first(({ type }) => type === "changes");
  await inbox.push(summary("b1", 1, { state: "human", owner: "Mira" }));
  await inbox.push(summary("b2", 1, { state: "human", owner: "Jon" }));
  const live = await page.first((frame) => frame.type === "changes" && frame.changed.some(({ id }) => id.endsWith("b2")));
  expect(live).toMatchObject({ counts: { mine: 1, team: 1 } });
  page.close();

  const woken = await openInbox("Jon");
  woken.send({ type: "resume", rev });
  const caughtUp = await woken.first(({ type }) => type === "changes");
  expect(caughtUp.type === "changes" && caughtUp.changed.map(({ id }) => id.slice(-2))).toEqual(expect.arrayContaining(["b1", "b2"]));
  for (let n = 0; n < 501; n += 1) await inbox.push(summary(`c${n.toString(16)}`, 1, { state: "closed" }));
  woken.send({ type: "resume", rev });
  await woken.first(({ type }) => type === "reset");
  woken.close();
});

test("a list is read page by page without a gap or a double, and searched by every word", async () => {
  const inbox = env.INBOX.getByName("pages");
  for (let n = 0; n < 25; n += 1)
    await inbox.push(summary(`d${n.toString(16)}`, 1, { ticket: `ED-${2000 + n}`, snippet: n === 7 ? "100% wet_floor" : "dry" }));
  const query = { view: "waiting", me: "", q: "", limit: 10 } as const;
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof inbox.page>> = await inbox.page({ ...query, ...(cursor === null ? {} : { cursor }) });
    ids.push(...page.conversations.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  expect(new Set(ids).size).toBe(25);
  expect(ids).toHaveLength(25);
  const found = async (q: string) => (await inbox.page({ ...query, q })).conversations.map(({ ticket }) => ticket);
  expect(await found("ed-2003")).toEqual(["ED-2003"]);
  expect(await found("WET_FLOOR 100%")).toEqual(["ED-2007"]);
  expect(await found("0% w_t")).toEqual([]);
});

test("nobody reads the inbox or looks on without being of the desk", async () => {
  const visitor = await startConversation();
  for (const path of ["/v1/inbox", "/v1/macros", `/v1/conversations/${visitor.id}/card`]) {
    expect((await ask(path)).status).toBe(401);
    expect((await ask(path, { token: visitor.token })).status).toBe(401);
  }
  const sockets = ["/v1/inbox/socket", `/v1/conversations/${visitor.id}/desk-socket`];
  for (const [n, path] of sockets.entries()) {
    const protocol = n === 0 ? "edgedesk.inbox.v1" : "edgedesk.desk.v1";
    expect((await operatorHandshake(path, protocol)).status).toBe(401);
    expect((await operatorHandshake(path, `${protocol}, token.${visitor.token}`)).status).toBe(401);
    expect((await operatorHandshake(path, `${protocol}, token.wrong-token-of-some-length, ${nameOffer("Eve")}`)).status).toBe(401);
    expect((await operatorHandshake(path, `${protocol}, token.${env.OPERATOR_TOKEN}`, "https://evil.example")).status).toBe(403);
    expect((await operatorHandshake(path, `other, token.${env.OPERATOR_TOKEN}`)).status).toBe(426);
  }
});

test("a visitor's socket cannot make itself an operator's", async () => {
  const visitor = await startConversation();
  const response = await operatorHandshake(`/v1/conversations/${visitor.id}/socket`, `edgedesk.v1, token.${visitor.token}`);
  const socket = response.webSocket;
  socket?.accept();
  const attached = await runInDurableObject(conversationOf(visitor), (_, state) =>
    state.getWebSockets().map((one) => JSON.stringify(one.deserializeAttachment())),
  );
  expect(attached).toHaveLength(1);
  expect(attached.join()).not.toContain("operator");
  socket?.close();
});

/** A person closes a conversation, or goes home and loses it to the queue: the ticket follows, once, however slow or forgetful the way to it is. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { workersClock } from "#adapters/platform/workers-clock";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import { CardSchema } from "#contracts/desk";
import { TicketSchema } from "#contracts/tickets";
import { followConversation } from "#escalation/follow-conversation";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, eventsOf, knowTrams, refusalOf, startConversation, storyOf, type Visitor } from "../desk.ts";
import { summaryWhen } from "../operator-page.ts";
import { join } from "../visitor-socket.ts";
import { letMinutesPass, letSendsBeDue, ring } from "../time.ts";

beforeAll(knowTrams);

const act = (visitor: Visitor, path: string, body: object): Promise<Response> =>
  askAsOperator(`/v1/conversations/${visitor.id}/${path}`, { method: "POST", body });
const cardOf = async (visitor: Visitor) => CardSchema.parse(await (await askAsOperator(`/v1/conversations/${visitor.id}/card`)).json());

async function waiting(): Promise<Visitor> {
  const visitor = await startConversation();
  await conversationOf(visitor).post({ id: "m1", text: "Let me talk to a human please" });
  await eventually(async () => expect(await storyOf(visitor)).toContain("ticket.opened"));
  return visitor;
}

async function ticketOf(visitor: Visitor) {
  const { ticket } = await cardOf(visitor);
  return TicketSchema.parse(await (await askAsOperator(`/v1/tickets/${ticket?.id}`)).json());
}

const ticketWhen = (visitor: Visitor, status: string): Promise<void> =>
  eventually(async () => expect(await ticketOf(visitor)).toMatchObject({ status }));

const outboxOf = (visitor: Visitor): Promise<unknown[]> =>
  runInDurableObject(conversationOf(visitor), (_, { storage }) =>
    storage.sql
      .exec("SELECT id FROM outbox")
      .toArray()
      .map(({ id }) => id),
  );

/** As if these minutes had passed since anything happened, and the alarm went off. */
async function sleepFor(visitor: Visitor, minutes: number): Promise<void> {
  await letMinutesPass(visitor, minutes);
  await ring(visitor);
}

test("a person closes a conversation for good: ticket and workflow end, the customer is told who and may rate it, and never reads why", async () => {
  const visitor = await waiting();
  const socket = await join(visitor);
  await act(visitor, "take", { operator: "Mira" });
  const closed = await act(visitor, "settle", { operator: "Mira", reason: "no_answer" });
  expect(await closed.json()).toMatchObject({ state: "closed" });
  expect((await socket.event("conversation.closed")).event).toEqual({ type: "conversation.closed", by: "operator", operator: "Mira" });
  expect(JSON.stringify(await eventsOf(visitor))).not.toContain("no_answer");
  expect(await cardOf(visitor)).toMatchObject({ state: "closed", settled: { operator: "Mira", reason: "no_answer" } });
  await summaryWhen(visitor.id, ({ state, settledAs }) => state === "closed" && settledAs === "no_answer");
  await ticketWhen(visitor, "closed");
  expect(await ticketOf(visitor)).toMatchObject({ assignee: "Mira" });
  await eventually(async () =>
    expect(await (await env.HANDOFF_WORKFLOW.get(`${visitor.id}-h1`)).status()).toMatchObject({ output: { outcome: "settled" } }),
  );
  await eventually(async () => expect(await outboxOf(visitor)).toEqual([]));
  const again = await act(visitor, "settle", { operator: "Mira" });
  expect(again.status).toBe(200);
  expect((await storyOf(visitor)).filter((type) => type === "conversation.closed")).toHaveLength(1);
  const rated = await ask(`/v1/conversations/${visitor.id}/rating`, { method: "POST", token: visitor.token, body: { score: 5 } });
  expect(rated.status).toBe(202);
});

test("whose conversation it is keeps it from being closed by a colleague, who may with the epoch that was seen; a visitor's token settles nothing", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  const { epoch } = await cardOf(visitor);
  expect(await refusalOf(await act(visitor, "settle", { operator: "Jon" }))).toEqual({ status: 409, code: "conflict" });
  expect(await refusalOf(await act(visitor, "settle", { operator: "Jon", epoch: epoch - 1 }))).toEqual({ status: 409, code: "conflict" });
  expect((await act(visitor, "settle", { operator: "Jon", reason: "maybe" })).status).toBe(400);
  const asVisitor = await ask(`/v1/conversations/${visitor.id}/settle`, { method: "POST", token: visitor.token, body: {} });
  expect(asVisitor.status).toBe(401);
  expect((await act(visitor, "settle", { operator: "Jon", reason: "spam", epoch })).status).toBe(200);
  expect(await cardOf(visitor)).toMatchObject({ settled: { operator: "Jon", reason: "spam" } });
});

test("a conversation that nobody has, and that has no ticket, is closed as well; an answer under way stops", async () => {
  const visitor = await startConversation();
  await conversationOf(visitor).post({ id: "m1", text: "buy cheap watches" });
  expect((await act(visitor, "settle", { operator: "Mira", reason: "spam" })).status).toBe(200);
  expect(await cardOf(visitor)).toMatchObject({ state: "closed", ticket: null });
  expect(await refusalOf(await act(visitor, "take", { operator: "Mira" }))).toMatchObject({ code: "conversation_closed" });
});

test("whoever goes home loses the ticket with the conversation: it is open again, told once", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  expect(await ticketOf(visitor)).toMatchObject({ status: "taken", assignee: "Mira" });
  const change = vi.spyOn(D1Tickets.prototype, "change");
  onTestFinished(() => change.mockRestore());
  await sleepFor(visitor, 300);
  await ticketWhen(visitor, "open");
  expect(await ticketOf(visitor)).toMatchObject({ assignee: null });
  await eventually(async () => expect(await outboxOf(visitor)).toEqual([]));
  await runInDurableObject(conversationOf(visitor), (object) => object.alarm());
  const ticket = await ticketOf(visitor);
  expect(change.mock.calls.filter(([id]) => id === ticket.id)).toHaveLength(1);
});

test("giving back to the queue by hand opens the ticket, too", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  await act(visitor, "give-back", { operator: "Mira", to: "queue" });
  await ticketWhen(visitor, "open");
  expect(await ticketOf(visitor)).toMatchObject({ assignee: null });
});

test("what the queue loses is sent again at the alarm, until the ticket has followed", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  const lost: unknown[] = [];
  const send = vi.spyOn(env.HANDOFFS, "send").mockImplementation(async (body) => {
    lost.push(body);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  });
  onTestFinished(() => send.mockRestore());
  await act(visitor, "settle", { operator: "Mira" });
  await eventually(() => expect(lost).toMatchObject([{ kind: "follow", handoff: `${visitor.id}-h1` }]));
  expect(await ticketOf(visitor)).toMatchObject({ status: "taken" });
  send.mockRestore();
  await letSendsBeDue(visitor);
  await ring(visitor);
  await ticketWhen(visitor, "closed");
});

test("a messenger so slow that a person has taken it meanwhile does not leave the ticket open", async () => {
  const visitor = await waiting();
  await act(visitor, "take", { operator: "Mira" });
  await act(visitor, "give-back", { operator: "Mira", to: "queue" });
  await ticketWhen(visitor, "open");
  await eventually(async () => expect(await outboxOf(visitor)).toEqual([]));
  const client = conversationOf(visitor);
  const handoff = `${visitor.id}-h1`;
  const tickets = new D1Tickets({ database: env.DB, clock: workersClock });
  await followConversation(
    { v: 1, handoff, conversation: visitor.id, trace: null },
    {
      tickets: {
        // Between reading the standing and writing it.
        change: async (id, move) => {
          await act(visitor, "take", { operator: "Jon" });
          return tickets.change(id, move);
        },
      },
      workflows: { settle: async () => undefined },
      conversations: { get: () => client },
    },
  );
  await letSendsBeDue(visitor);
  await ring(visitor);
  await ticketWhen(visitor, "taken");
  expect(await ticketOf(visitor)).toMatchObject({ assignee: "Jon" });
});

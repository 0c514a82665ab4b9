import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  introspectWorkflowInstance,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import type { HandoffMessage } from "#contracts/handoffs";
import { TicketListSchema } from "#contracts/tickets";
import { rootOf, traceparent } from "#domain/trace";
import worker from "#index";
import { eventually } from "../eventually.ts";
import { askAsOperator, conversationOf, eventsOf, knowTrams, startConversation, storyOf, type Visitor } from "../desk.ts";
import { join } from "../visitor-socket.ts";
import { letSendsBeDue } from "../time.ts";

const wish = { type: "message", id: "m1", text: "I was charged twice, let me talk to a human" };

beforeAll(knowTrams);

const handoffOf = (visitor: Visitor): string => `${visitor.id}-h1`;
const messageOf = (visitor: Visitor): HandoffMessage => ({ v: 1, handoff: handoffOf(visitor), conversation: visitor.id, trace: null });

const ticketsOf = async (visitor: Visitor) =>
  TicketListSchema.parse(await (await askAsOperator("/v1/tickets?limit=100")).json()).tickets.filter(
    (ticket) => ticket.conversation === visitor.id,
  );

const outboxOf = (visitor: Visitor): Promise<{ id: unknown; attempts: unknown }[]> =>
  runInDurableObject(conversationOf(visitor), (_conversation, { storage }) =>
    storage.sql
      .exec("SELECT id, attempts FROM outbox")
      .toArray()
      .map(({ id, attempts }) => ({ id, attempts })),
  );

/** The queue loses what is sent to it, until the test ends or lets it work again. */
function loseMessages(): { lost: unknown[]; stop(): void } {
  const lost: unknown[] = [];
  const send = vi.spyOn(env.HANDOFFS, "send").mockImplementation(async (body) => {
    lost.push(body);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  });
  onTestFinished(() => send.mockRestore());
  return { lost, stop: () => send.mockRestore() };
}

async function consume(bodies: readonly unknown[]) {
  const batch = createMessageBatch(
    "edgedesk-handoffs-local",
    bodies.map((body, n) => ({ id: `q${n}`, timestamp: new Date(), attempts: 1, body })),
  );
  const context = createExecutionContext();
  await worker.queue(batch, env, context);
  return getQueueResult(batch, context);
}

test("a message that asks for a person ends in one ticket, whose number reaches the customer", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(wish);
  const { event } = await socket.event("ticket.opened");
  const [ticket, ...more] = await ticketsOf(visitor);
  expect(more).toEqual([]);
  expect(ticket).toMatchObject({
    handoff: handoffOf(visitor),
    status: "open",
    reason: "asked_for_person",
    brief: { title: wish.text, wishes: [wish.text] },
  });
  expect(event).toMatchObject({ handoff: handoffOf(visitor), ticket: { id: ticket?.id, number: ticket?.number } });
  expect(await storyOf(visitor)).toEqual([
    "conversation.started",
    "customer.message",
    "turn.started",
    "agent.finished",
    "agent.finished",
    "agent.finished",
    "handoff.requested",
    "ticket.opened",
  ]);
  expect(await outboxOf(visitor)).toEqual([]);
});

test("whoever waits and asks again is told the number, and gets no second ticket", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(wish);
  await socket.event("ticket.opened");
  socket.send({ ...wish, id: "m2", text: "I want to speak to a real person now" });
  const { event } = await socket.event("answer.completed");
  const [ticket, ...more] = await ticketsOf(visitor);
  expect(more).toEqual([]);
  expect(event).toMatchObject({ kind: "notice", text: expect.stringContaining(ticket?.number ?? "no number") });
});

test("the queue's message delivered many times, one by one and together, still opens one ticket and tells it once", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(wish);
  await socket.event("ticket.opened");
  const message = messageOf(visitor);
  await Promise.all([consume([message, message]), consume([message])]);
  await consume([message]);
  await eventually(async () => expect(await outboxOf(visitor)).toEqual([]));
  expect(await ticketsOf(visitor)).toHaveLength(1);
  expect((await storyOf(visitor)).filter((type) => type === "ticket.opened")).toHaveLength(1);
});

test("messages that nobody can read are let go, each by itself, and the readable one between them is worked on", async () => {
  const { stop } = loseMessages();
  const visitor = await startConversation();
  await conversationOf(visitor).requestHandoff();
  stop();
  const result = await consume([null, "text", { v: 2 }, messageOf(visitor), { ...messageOf(visitor), handoff: "../../x" }]);
  expect(result.explicitAcks.toSorted()).toEqual(["q0", "q1", "q2", "q3", "q4"]);
  expect(result.retryMessages).toEqual([]);
  const socket = await join(visitor);
  await socket.event("ticket.opened");
});

test("a message that the queue lost is sent again when the alarm comes, until the ticket is confirmed", async () => {
  const { lost, stop } = loseMessages();
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(wish);
  await socket.event("handoff.requested");
  // The trace of the turn that decided it travels along.
  const trace = traceparent(rootOf(`${visitor.id}-t1`));
  await eventually(() => expect(lost).toEqual([{ ...messageOf(visitor), trace }]));
  for (const attempts of [2, 3]) {
    await letSendsBeDue(visitor);
    expect(await runDurableObjectAlarm(conversationOf(visitor))).toBe(true);
    expect(await outboxOf(visitor)).toEqual([{ id: handoffOf(visitor), attempts }]);
  }
  expect(lost).toHaveLength(3);
  stop();
  await letSendsBeDue(visitor);
  await runDurableObjectAlarm(conversationOf(visitor));
  await socket.event("ticket.opened");
  expect(await outboxOf(visitor)).toEqual([]);
  expect(await ticketsOf(visitor)).toHaveLength(1);
});

test("a queue that refuses keeps the handoff in the outbox", async () => {
  const send = vi.spyOn(env.HANDOFFS, "send").mockRejectedValue(new Error("over capacity"));
  onTestFinished(() => send.mockRestore());
  const visitor = await startConversation();
  await conversationOf(visitor).requestHandoff();
  await eventually(async () => expect(await outboxOf(visitor)).toEqual([{ id: handoffOf(visitor), attempts: 1 }]));
});

test("a ticket desk that fails at first is asked again, and the ticket is opened once", async () => {
  const open = vi
    .spyOn(D1Tickets.prototype, "open")
    .mockRejectedValueOnce(new Error("down"))
    .mockRejectedValueOnce(new Error("still down"));
  onTestFinished(() => open.mockRestore());
  const visitor = await startConversation();
  await using workflow = await introspectWorkflowInstance(env.HANDOFF_WORKFLOW, handoffOf(visitor));
  await workflow.modify((modifier) => modifier.disableRetryDelays());
  const socket = await join(visitor);
  socket.send(wish);
  await socket.event("ticket.opened");
  expect(open).toHaveBeenCalledTimes(3);
  expect(await ticketsOf(visitor)).toHaveLength(1);
});

test("a workflow that has failed for good is restarted by the next message of the outbox", async () => {
  const open = vi.spyOn(D1Tickets.prototype, "open").mockRejectedValue(new Error("down"));
  onTestFinished(() => open.mockRestore());
  const visitor = await startConversation();
  await using workflow = await introspectWorkflowInstance(env.HANDOFF_WORKFLOW, handoffOf(visitor));
  await workflow.modify((modifier) => modifier.disableRetryDelays());
  const socket = await join(visitor);
  socket.send(wish);
  await workflow.waitForStatus("errored");
  open.mockRestore();
  await letSendsBeDue(visitor);
  await runDurableObjectAlarm(conversationOf(visitor));
  await socket.event("ticket.opened");
  expect(await ticketsOf(visitor)).toHaveLength(1);
});

test("a ticket that is closed ends the workflow, and the AI answers again", async () => {
  const visitor = await startConversation();
  const socket = await join(visitor);
  socket.send(wish);
  await socket.event("ticket.opened");
  const [ticket] = await ticketsOf(visitor);
  const change = (status: string) => askAsOperator(`/v1/tickets/${ticket?.id}`, { method: "PATCH", body: { status, operator: "Ada" } });
  expect(await (await change("taken")).json()).toMatchObject({ status: "taken", assignee: "Ada" });
  expect((await socket.event("operator.joined")).event).toMatchObject({ operator: "Ada" });
  const said = await askAsOperator(`/v1/tickets/${ticket?.id}/replies`, {
    method: "POST",
    body: { id: "o1", text: "Refunded.", operator: "Ada" },
  });
  expect(said.status).toBe(202);
  expect((await socket.event("operator.message")).event).toMatchObject({ operator: "Ada", text: "Refunded." });
  expect(await (await change("closed")).json()).toMatchObject({ status: "closed" });
  await socket.event("operator.left");
  await eventually(async () =>
    expect(await (await env.HANDOFF_WORKFLOW.get(handoffOf(visitor))).status()).toMatchObject({
      status: "complete",
      output: { outcome: "settled" },
    }),
  );
  const after = socket.frames.length;
  socket.send({ type: "message", id: "m3", text: "How do I get a refund for a late tram?" });
  expect((await socket.event("answer.completed", after)).event).toMatchObject({ kind: "answer" });
});

test("no step of a workflow keeps what the customer said", async () => {
  const visitor = await startConversation();
  await using workflow = await introspectWorkflowInstance(env.HANDOFF_WORKFLOW, handoffOf(visitor));
  const socket = await join(visitor);
  socket.send(wish);
  await socket.event("ticket.opened");
  const kept = await Promise.all(["open the ticket", "tell the customer"].map((name) => workflow.waitForStepResult({ name })));
  expect(JSON.stringify(kept)).not.toContain("charged twice");
  expect((await eventsOf(visitor)).length).toBeGreaterThan(0);
});

import { createExecutionContext, createScheduledController, introspectWorkflowInstance } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { JobRunsSchema } from "#contracts/operations";
import { Conversation } from "#conversation/conversation";
import worker from "#index";
import { eventually } from "../eventually.ts";
import { ask, askAsOperator, conversationOf, eventsOf, knowTrams, refusalOf, startConversation, type Visitor } from "../desk.ts";
import { join } from "../visitor-socket.ts";

// What these tests start, only the reconciler carries on: the queue takes messages and delivers none, as one that lost them.
beforeAll(async () => {
  await knowTrams();
  vi.spyOn(env.HANDOFFS, "send").mockResolvedValue({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } });
});

const handoffOf = ({ id }: Visitor): string => `${id}-h1`;
const messageOf = (visitor: Visitor) => ({ v: 1, handoff: handoffOf(visitor), conversation: visitor.id, trace: null }) as const;

/** The cron comes in a minute that every job has. */
const cronComes = () =>
  worker.scheduled(
    createScheduledController({ scheduledTime: new Date("2026-11-22T00:00:00Z"), cron: "* * * * *" }),
    env,
    createExecutionContext(),
  );

/** A customer waits for a person, and the ledger says that the handoff was begun an hour ago. */
async function stuck(): Promise<Visitor> {
  const visitor = await startConversation();
  await conversationOf(visitor).requestHandoff();
  await env.DB.prepare("INSERT INTO handoffs (handoff, conversation, seen_at, next_look_at) VALUES (?1, ?2, 0, 0)")
    .bind(handoffOf(visitor), visitor.id)
    .run();
  return visitor;
}

const ticketsOf = async ({ id }: Visitor): Promise<number> =>
  Number(await env.DB.prepare("SELECT count(*) AS n FROM tickets WHERE conversation = ?1").bind(id).first("n"));

const isTold = async (visitor: Visitor): Promise<boolean> => (await eventsOf(visitor)).some(({ event }) => event.type === "ticket.opened");

const rowOf = (visitor: Visitor) => env.DB.prepare("SELECT * FROM handoffs WHERE handoff = ?1").bind(handoffOf(visitor)).first();

test("a handoff whose workflow never came to be gets its ticket, and the conversation hears of it", async () => {
  const visitor = await stuck();
  const socket = await join(visitor);
  await cronComes();
  await socket.event("ticket.opened");
  await eventually(async () => expect(await rowOf(visitor)).toMatchObject({ told_at: expect.any(Number), next_look_at: null }));
  expect(await ticketsOf(visitor)).toBe(1);
});

test("a ticket of which the conversation never heard is told to it, and stays the only one", async () => {
  const visitor = await stuck();
  const tell = vi.spyOn(Conversation.prototype, "ticketOpened").mockRejectedValue(new Error("the conversation is away"));
  onTestFinished(() => tell.mockRestore());
  await using instance = await introspectWorkflowInstance(env.HANDOFF_WORKFLOW, handoffOf(visitor));
  await instance.modify((modifier) => modifier.disableRetryDelays());
  await env.HANDOFF_WORKFLOW.create({ id: handoffOf(visitor), params: messageOf(visitor) });
  await instance.waitForStatus("errored");
  expect([await ticketsOf(visitor), await isTold(visitor)]).toEqual([1, false]);
  tell.mockRestore();
  const socket = await join(visitor);
  await cronComes();
  await socket.event("ticket.opened");
  expect(await ticketsOf(visitor)).toBe(1);
});

test("what the ticket desk said to the last try stands in the ledger and beside the dead letter", async () => {
  const visitor = await stuck();
  await env.DB.prepare("UPDATE handoffs SET looks = 4, last_failure = 'ticket desk: it answers 401' WHERE handoff = ?1")
    .bind(handoffOf(visitor))
    .run();
  const create = vi.spyOn(env.HANDOFF_WORKFLOW, "create").mockRejectedValue(new Error("the workflow service is away"));
  onTestFinished(() => create.mockRestore());
  await cronComes();
  const letters = await (await askAsOperator("/v1/dead-letters")).json();
  expect(letters).toMatchObject({
    deadLetters: [{ handoff: handoffOf(visitor), givenUpBy: "reconciler", lastFailure: "workflow: the workflow service is away" }],
  });
});

test("a dead letter can be struck off the list, once, by an operator only", async () => {
  const visitor = await startConversation();
  await env.DB.prepare("INSERT INTO dead_letters (id, handoff, conversation, deaths, died_at) VALUES (900, ?1, ?2, 1, 0)")
    .bind(handoffOf(visitor), visitor.id)
    .run();
  expect(await refusalOf(await ask("/v1/dead-letters/900", { method: "DELETE" }))).toMatchObject({ status: 401 });
  expect((await askAsOperator("/v1/dead-letters/900", { method: "DELETE" })).status).toBe(204);
  expect(await refusalOf(await askAsOperator("/v1/dead-letters/900", { method: "DELETE" }))).toMatchObject({ status: 404 });
});

test("an operator sees how the last run of each job went, and nobody else does", async () => {
  await cronComes();
  const { runs } = JobRunsSchema.parse(await (await askAsOperator("/v1/operations/jobs")).json());
  expect(runs.find(({ job }) => job === "reconcile-handoffs")).toMatchObject({ outcome: "done" });
  expect(await refusalOf(await ask("/v1/operations/jobs"))).toMatchObject({ status: 401 });
});

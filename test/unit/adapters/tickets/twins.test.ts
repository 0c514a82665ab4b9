/** What the adapters to other ticket systems do when those systems do not do as they are asked. */
import { expect, test } from "vitest";
import { WebhookDesk } from "#adapters/tickets/webhook-desk";
import { ZendeskDesk } from "#adapters/tickets/zendesk-desk";
import type { RemoteOpening } from "#ports/remote-desk";
import { RemoteDeskError } from "#ports/remote-desk";
import { WebhookReceiver } from "../../../doubles/webhook-receiver.ts";
import { ZendeskDouble } from "../../../doubles/zendesk.ts";
import { workersClock } from "#adapters/platform/workers-clock";
import { ManualClock } from "../../../fakes/manual-clock.ts";

const handoff = `${"a".repeat(32)}-h1`;

function zendeskAt(clock = new ManualClock("2026-11-22T10:00:00Z")) {
  const double = new ZendeskDouble(clock);
  const { email, token, fetch: fetching } = double;
  const desk = new ZendeskDesk({ url: "https://verdanook.zendesk.example", email, token, clock, fetching });
  const opening: RemoteOpening = {
    handoff,
    conversation: "a".repeat(32),
    reason: "asked_for_person",
    number: "ED-1001",
    openedAtMs: clock.now(),
    brief: {
      title: "A late planter",
      summary: "The customer waits for a planter.",
      category: "orders",
      sentiment: 0,
      priority: "urgent",
      wishes: ["where is it?"],
      tried: [{ question: "where is it?", answer: "On its way.", sources: ["delivery-times"] }],
    },
  };
  return { clock, double, desk, opening };
}

const commented = { key: "k.7", by: "customer", name: null, text: "hello?" } as const;

test("a ticket that Zendesk made before its answer was lost is the one that the next try gets", async () => {
  const { double, desk, opening } = zendeskAt();
  double.faults.push("after");
  await expect(desk.open(opening)).rejects.toThrow(RemoteDeskError);
  const twin = await desk.open(opening);
  expect(double.withHandoff(handoff)).toHaveLength(1);
  expect(twin).toEqual({
    id: String(double.withHandoff(handoff)[0]?.id),
    number: `ZD-${twin.id}`,
    url: `https://verdanook.zendesk.example/agent/tickets/${twin.id}`,
  });
});

test("after the idempotency key is forgotten, the ticket is looked up by the handoff before one is made", async () => {
  const { clock, double, desk, opening } = zendeskAt();
  double.faults.push("after");
  await expect(desk.open(opening)).rejects.toThrow(RemoteDeskError);
  clock.advance(3 * 60 * 60_000);
  await desk.open(opening);
  expect(double.withHandoff(handoff)).toHaveLength(1);
});

test("the key with other words finds the ticket instead of failing for ever", async () => {
  const { double, desk, opening } = zendeskAt();
  await desk.open(opening);
  await desk.open({ ...opening, customer: { subject: "c-1", name: "Robin", email: "robin@customers.example" } });
  expect(double.withHandoff(handoff)).toHaveLength(1);
});

test("only a verified customer is named as the requester", async () => {
  const nobody = zendeskAt();
  await nobody.desk.open(nobody.opening);
  expect(nobody.double.withHandoff(handoff)[0]).not.toHaveProperty("requester");
  const known = zendeskAt();
  await known.desk.open({ ...known.opening, customer: { subject: "c-1", name: "Robin", email: "robin@customers.example" } });
  expect(known.double.withHandoff(handoff)[0]).toMatchObject({
    requester: { email: "robin@customers.example" },
    priority: "urgent",
    tags: ["edgedesk", "reason_asked_for_person", "customer_verified"],
  });
});

test("a comment that may have got through is added once", async () => {
  const { double, desk, opening } = zendeskAt();
  const twin = { desk: "zendesk" as const, ...(await desk.open(opening)) };
  double.faults.push("after");
  await expect(desk.comment(twin, commented, false)).rejects.toThrow(RemoteDeskError);
  await desk.comment(twin, commented, true);
  expect(double.withHandoff(handoff)[0]?.comments.filter(({ body }) => body.includes("hello?"))).toHaveLength(1);
  await desk.comment(twin, { ...commented, key: "k.8" }, true);
  expect(double.withHandoff(handoff)[0]?.comments.filter(({ body }) => body.includes("hello?"))).toHaveLength(2);
});

test("what the customer says is never a public comment, which would be mailed back to the customer", async () => {
  const { double, desk, opening } = zendeskAt();
  const twin = { desk: "zendesk" as const, ...(await desk.open(opening)) };
  await desk.comment(twin, commented, false);
  expect(double.withHandoff(handoff)[0]?.comments.map((comment) => comment.public)).toEqual([false, false]);
});

test("a ticket that is forgotten is deleted from the bin, too, and again is harmless", async () => {
  const { double, desk, opening } = zendeskAt();
  const twin = { desk: "zendesk" as const, ...(await desk.open(opening)) };
  await desk.forget(twin);
  expect([double.tickets.size, double.bin.size]).toEqual([0, 0]);
  await desk.forget(twin);
});

test.each([
  ["before", undefined],
  ["busy", 7],
  ["nonsense", undefined],
] as const)("Zendesk that answers %j is an error without a word of its body, and the next try works", async (fault, retryAfterS) => {
  const { double, desk, opening } = zendeskAt();
  double.faults.push(fault);
  const error = await desk.open(opening).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RemoteDeskError);
  expect(error).toMatchObject({ retryAfterS, message: expect.not.stringMatching(/html|maintenance|hello/) });
  await desk.open(opening);
  expect(double.withHandoff(handoff)).toHaveLength(1);
});

test("a webhook that was told and not confirmed is told again under the same id", async () => {
  const receiver = new WebhookReceiver();
  const options = { url: "https://cases.example", secrets: [receiver.secret], clock: workersClock, fetching: receiver.fetch };
  const desk = new WebhookDesk(options);
  const { opening } = zendeskAt();
  receiver.faults.push("after");
  await expect(desk.open(opening)).rejects.toThrow(RemoteDeskError);
  const twin = { desk: "webhook" as const, ...(await desk.open(opening)) };
  receiver.faults.push("after");
  await expect(desk.comment(twin, commented)).rejects.toThrow(RemoteDeskError);
  await desk.comment(twin, commented);
  expect(receiver.told.map(({ type }) => type)).toEqual(["ticket.opened", "ticket.commented"]);
  expect(receiver.calls).toBe(4);
});

test("a change that follows from the log is taken once by Zendesk, however often it is told; the next one is another", async () => {
  const { double, desk, opening } = zendeskAt();
  const twin = { desk: "zendesk" as const, ...(await desk.open(opening)) };
  const back = { status: "open", assignee: null, seq: 9 } as const;
  double.faults.push("after");
  await expect(desk.change(twin, back)).rejects.toThrow(RemoteDeskError);
  await desk.change(twin, back);
  await desk.change(twin, back);
  await desk.change(twin, { ...back, seq: 14 });
  const notes = double.withHandoff(handoff)[0]?.comments.filter(({ body }) => body.includes("Back in the queue"));
  expect(notes).toHaveLength(2);
});

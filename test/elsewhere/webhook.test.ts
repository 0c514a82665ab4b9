/** A customer in the chat and a company's own ticket system behind signed webhooks, through the real Worker and a receiver behind a real port. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookSigner } from "#adapters/wire/standard-webhooks";
import { serve, type Served } from "../doubles/serve.ts";
import { WebhookReceiver } from "../doubles/webhook-receiver.ts";
import { atDesk, Customer, deskWith, type ElsewhereDesk, eventually, ticketsOf } from "./desk.ts";

const receiver = new WebhookReceiver();
const [older, newer] = [`whsec_${btoa("the-older-of-two-secrets-of-32-b")}`, `whsec_${btoa("the-newer-of-two-secrets-of-32-b")}`];
let served: Served | undefined;
let desk: ElsewhereDesk | undefined;
let url = "";

beforeAll(async () => {
  served = await serve(receiver.fetch);
  desk = await deskWith({
    TICKETS: "webhook",
    TICKETS_URL: served.url,
    TICKETS_SIGNING: receiver.secret,
    TICKETS_BELIEVED: `${newer}, ${older}`,
  });
  url = desk.url;
});
afterAll(async () => {
  await desk?.stop();
  await served?.close();
});

async function tell(id: string, body: object, secret = newer): Promise<{ status: number; body: unknown }> {
  const text = JSON.stringify(body);
  const response = await fetch(`${url}/v1/ticket-events/webhook`, {
    method: "POST",
    body: text,
    headers: webhookSigner([secret])(id, new Date(), text),
  });
  return { status: response.status, body: await response.json() };
}

async function waiting(): Promise<{ customer: Customer; ticket: string }> {
  const customer = await Customer.arrive(url);
  await customer.askForPerson();
  await customer.until("ticket.opened");
  const ticket = (await ticketsOf(url)).find(({ conversation }) => conversation === customer.id)?.elsewhere?.id;
  if (ticket === undefined) throw new Error("the ticket has no twin");
  return { customer, ticket };
}

const changesOf = (ticket: string) =>
  receiver.told.flatMap((told) => (told.type === "ticket.changed" && told.data.ticket === ticket ? [told.data] : []));

const commentsOf = (ticket: string): string[] =>
  receiver.told.flatMap((told) => (told.type === "ticket.commented" && told.data.ticket === ticket ? [told.data.text] : []));

test("a ticket is opened, answered, closed and erased by signed webhooks, each told once", async () => {
  const customer = await Customer.arrive(url);
  await customer.askForPerson();
  const [opened] = await customer.until("ticket.opened");
  const ticket = (await ticketsOf(url))[0]?.elsewhere;
  expect(opened?.ticket.number).toBe(ticket?.number);
  expect(ticket).toMatchObject({ desk: "webhook", id: expect.stringMatching(/^case-/), number: expect.stringMatching(/^CASE-/) });

  receiver.faults.push("after");
  await customer.say("hello?");
  await eventually(() => commentsOf(ticket?.id ?? "").at(0));
  expect(commentsOf(ticket?.id ?? "")).toEqual(["hello?"]);

  const reply = { type: "ticket.replied", data: { ticket: ticket?.id, id: "r1", author: "Ilse", text: "I am here." } };
  expect(await tell("msg_1", reply)).toEqual({ status: 200, body: { outcome: "done" } });
  expect(await tell("msg_1", reply)).toEqual({ status: 200, body: { outcome: "repeated" } });
  expect(await tell("msg_2", reply, older)).toEqual({ status: 200, body: { outcome: "done" } });
  expect(await customer.until("operator.message")).toMatchObject([{ operator: "Ilse", text: "I am here." }]);

  expect(await tell("msg_3", { type: "ticket.closed", data: { ticket: opened?.handoff, author: "Ilse" } })).toMatchObject({ status: 200 });
  await customer.until("operator.left");
  await customer.erase();
  expect(receiver.told.map(({ type }) => type)).toEqual(["ticket.opened", "ticket.commented", "ticket.erased"]);
});

test("a person closes a conversation at our desk: its twin is told once who did, though the answer was lost and the customer rated meanwhile", async () => {
  const { customer, ticket } = await waiting();
  await atDesk(url, customer, "take", { operator: "Mira" });
  await eventually(() => changesOf(ticket).find(({ status }) => status === "taken"));
  // Of what is told of a close: the words, and the change.
  receiver.faults.push("after", "after");
  const before = receiver.calls;
  await atDesk(url, customer, "settle", { operator: "Mira", reason: "resolved" });
  await customer.until("conversation.closed");
  await customer.rate(5);
  await eventually(() => (receiver.calls >= before + 4 ? true : undefined));
  await eventually(async () =>
    (await ticketsOf(url)).find(({ elsewhere }) => elsewhere?.id === ticket)?.status === "closed" ? true : undefined,
  );
  expect(changesOf(ticket)).toEqual([
    { ticket, status: "taken", assignee: "Mira" },
    { ticket, status: "closed", assignee: "Mira", why: "settled" },
  ]);
  expect(commentsOf(ticket)).toEqual(["The conversation was closed by the support agent."]);
});

test("a conversation given back to the assistant closes its twin, which says why, and one given to the queue opens it", async () => {
  const { customer, ticket } = await waiting();
  await atDesk(url, customer, "take", { operator: "Mira" });
  await atDesk(url, customer, "give-back", { operator: "Mira", to: "queue" });
  await eventually(() => changesOf(ticket).find(({ status }) => status === "open"));
  await atDesk(url, customer, "give-back", { operator: "Mira" });
  expect(await eventually(() => changesOf(ticket).find(({ status }) => status === "closed"))).toMatchObject({
    assignee: null,
    why: "given_back",
  });
  expect(changesOf(ticket).map(({ status }) => status)).toEqual(["taken", "open", "closed"]);
});

test("what none of the secrets has signed, and what nobody understands, is refused with a problem that says why", async () => {
  const body = { type: "ticket.taken", data: { ticket: `${"0".repeat(32)}-h1`, author: "Ilse" } };
  expect(await tell("msg_9", body, `whsec_${btoa("somebody-else's-secret-of-32-byt")}`)).toMatchObject({
    status: 401,
    body: { code: "invalid_token" },
  });
  expect(await tell("msg_9", { type: "ticket.eaten" })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  expect(await tell("msg_9", body)).toEqual({ status: 200, body: { outcome: "ignored" } });
});

/** A customer in the chat and a company's own ticket system behind signed webhooks, through the real Worker and a receiver behind a real port. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookSigner } from "#adapters/wire/standard-webhooks";
import { serve, type Served } from "../doubles/serve.ts";
import { WebhookReceiver } from "../doubles/webhook-receiver.ts";
import { Customer, deskWith, type ElsewhereDesk, eventually, ticketsOf } from "./desk.ts";

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

test("what none of the secrets has signed, and what nobody understands, is refused with a problem that says why", async () => {
  const body = { type: "ticket.taken", data: { ticket: `${"0".repeat(32)}-h1`, author: "Ilse" } };
  expect(await tell("msg_9", body, `whsec_${btoa("somebody-else's-secret-of-32-byt")}`)).toMatchObject({
    status: 401,
    body: { code: "invalid_token" },
  });
  expect(await tell("msg_9", { type: "ticket.eaten" })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  expect(await tell("msg_9", body)).toEqual({ status: 200, body: { outcome: "ignored" } });
});

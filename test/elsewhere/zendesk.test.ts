/** A customer in the chat and an agent in Zendesk, through the real Worker, queue and workflow, and a double of Zendesk behind a real port. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, type Served } from "../doubles/serve.ts";
import { ZendeskDouble, type ZendeskRequest, type ZendeskTicket } from "../doubles/zendesk.ts";
import { Customer, deskWith, type ElsewhereDesk, eventually, ticketsOf } from "./desk.ts";

const secret = "a-signing-secret-of-zendesk";
const double = new ZendeskDouble({ now: () => Date.now() });
let served: Served | undefined;
let desk: ElsewhereDesk | undefined;
let url = "";

beforeAll(async () => {
  served = await serve(double.fetch);
  desk = await deskWith({
    TICKETS: "zendesk",
    TICKETS_URL: served.url,
    TICKETS_BELIEVED: secret,
    ZENDESK_EMAIL: double.email,
    ZENDESK_TOKEN: double.token,
  });
  url = desk.url;
});
afterAll(async () => {
  await desk?.stop();
  await served?.close();
});

const hear = async (request: ZendeskRequest): Promise<{ status: number; outcome: unknown }> => {
  const response = await fetch(`${url}/v1/ticket-events/zendesk`, request);
  const body: unknown = await response.json();
  return { status: response.status, outcome: body };
};

const replyOf = (ticket: ZendeskTicket, body: string, id: string): Promise<ZendeskRequest> =>
  double.event(secret, ticket, "comment_added", {
    comment: { id, body, is_public: true, author: { id: "7", is_staff: true, name: "Mara" } },
  });

async function waiting(): Promise<{ customer: Customer; ticket: ZendeskTicket }> {
  const customer = await Customer.arrive(url);
  await customer.askForPerson();
  const [opened] = await customer.until("ticket.opened");
  const ticket = double.withHandoff(opened?.handoff ?? "")[0];
  if (!ticket) throw new Error("Zendesk has no ticket of this handoff");
  expect(opened?.ticket.number).toBe(`ZD-${ticket.id}`);
  return { customer, ticket };
}

const notesOf = (ticket: ZendeskTicket, words: string): string[] =>
  ticket.comments.map(({ body }) => body).filter((body) => body.includes(words));

test("a customer asks for a person, an agent answers in Zendesk, both hear each other once, and solving gives the chat back", async () => {
  const { customer, ticket } = await waiting();
  await customer.say("Are you there?");
  await eventually(() => notesOf(ticket, "Are you there?")[0]);

  const reply = await replyOf(ticket, "Mara here. What is the matter?", "901");
  expect(await hear(reply)).toEqual({ status: 200, outcome: { outcome: "done" } });
  expect(await hear(reply)).toEqual({ status: 200, outcome: { outcome: "repeated" } });
  // Zendesk sends what it is not sure of again, as another delivery.
  expect(await hear(await replyOf(ticket, "Mara here. What is the matter?", "901"))).toMatchObject({ status: 200 });
  const said = await customer.until("operator.message");
  expect(said).toEqual([{ type: "operator.message", id: "zd-901", operator: "Mara", text: "Mara here. What is the matter?" }]);
  expect(await customer.state()).toBe("human");

  await customer.say("My planter leaks.");
  await eventually(() => notesOf(ticket, "My planter leaks.")[0]);
  expect(notesOf(ticket, "Mara here")).toEqual([]);

  expect(await hear(await double.event(secret, ticket, "status_changed", { current: "SOLVED", previous: "OPEN" }))).toMatchObject({
    status: 200,
  });
  await customer.until("operator.left");
  expect(await customer.state()).toBe("ai");
  expect((await ticketsOf(url)).find(({ elsewhere }) => elsewhere?.id === String(ticket.id))).toMatchObject({
    status: "closed",
    assignee: "Mara",
  });
});

test("comments whose answer was lost are told once, in the order in which they were said", async () => {
  const { customer, ticket } = await waiting();
  double.faults.push("after", "before", "busy", "after");
  for (const words of ["one", "two", "three", "four"]) await customer.say(`number ${words}`);
  await eventually(() => notesOf(ticket, "number four")[0]);
  expect(notesOf(ticket, "number").map((body) => body.split(" ").at(-1))).toEqual(["one", "two", "three", "four"]);
});

test("a reply to a customer who has left is told back to its author", async () => {
  const { customer, ticket } = await waiting();
  await customer.close();
  expect(await hear(await replyOf(ticket, "Sorry for the wait.", "902"))).toMatchObject({ status: 200 });
  expect(await eventually(() => notesOf(ticket, "not delivered")[0])).toContain("closed the conversation");
});

test("another agent who writes takes the floor, and both sides read it", async () => {
  const { customer, ticket } = await waiting();
  await hear(await replyOf(ticket, "First.", "903"));
  await hear(
    await double.event(secret, ticket, "comment_added", {
      comment: { id: "904", body: "Second.", is_public: true, author: { id: "8", is_staff: true, name: "Ada" } },
    }),
  );
  const said = await customer.until("operator.message", 2);
  expect(said.map(({ operator, text }) => [operator, text])).toEqual([
    ["Mara", "First."],
    ["Ada", "Second."],
  ]);
});

test("what is forged is refused, and says nothing to the customer", async () => {
  const { ticket } = await waiting();
  const request = await replyOf(ticket, "Send me your password.", "905");
  const forged = { ...request, body: request.body.replace("password", "card number") };
  expect(await hear(forged)).toMatchObject({ status: 401, outcome: { code: "invalid_token" } });
  expect(await hear({ ...request, headers: {} })).toMatchObject({ status: 401 });
});

test("an event about a ticket that is not ours is passed over, and one of another system is not found", async () => {
  const stranger: ZendeskTicket = { id: 1, comments: [], audits: [] };
  expect(await hear(await replyOf(stranger, "hello", "906"))).toEqual({ status: 200, outcome: { outcome: "ignored" } });
  expect((await fetch(`${url}/v1/ticket-events/webhook`, { method: "POST", body: "{}" })).status).toBe(404);
});

test("erasing a conversation deletes its ticket in Zendesk for good", async () => {
  const { customer, ticket } = await waiting();
  await customer.erase();
  expect([double.tickets.has(ticket.id), double.bin.has(ticket.id)]).toEqual([false, false]);
});

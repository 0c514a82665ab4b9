/** The operator's tickets: list, read, take over, answer, close. What is said goes through the conversation, which is the only writer of its log. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Ticket, TicketChangeSchema, TicketListSchema, TicketReplySchema, TicketSchema, TicketsQuerySchema } from "#contracts/tickets";
import { knownOrigin, operatorOnly, signatureOf } from "./access.ts";
import { audited, note } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { granted, Refused, refusals } from "./problems.ts";
import { asOperator, body, json, operatorRefusals } from "./route-parts.ts";
import { changeTicket } from "./ticket-change.ts";

const params = z.object({ id: z.string().max(80) });
/** Role: agent. */

const list = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/tickets",
  summary: "List tickets, newest first",
  request: { query: TicketsQuerySchema },
  responses: { 200: json(TicketListSchema, "a page of tickets"), ...refusals(...operatorRefusals) },
});

const read = createRoute({
  tags: ["operator"],
  middleware: [knownOrigin, operatorOnly, audited("ticket.read", { once: true })],
  method: "get",
  path: "/v1/tickets/{id}",
  summary: "Read a ticket with its brief",
  request: { params },
  responses: { 200: json(TicketSchema, "the ticket"), ...refusals(...operatorRefusals, "not_found") },
});

const change = createRoute({
  ...asOperator,
  method: "patch",
  path: "/v1/tickets/{id}",
  summary: "Take the conversation over, or close the ticket and give it back",
  request: { params, body: body(TicketChangeSchema) },
  responses: {
    200: json(TicketSchema, "the ticket as it is now"),
    ...refusals(...operatorRefusals, "malformed_json", "not_found", "conflict", "conversation_closed"),
  },
});

const reply = createRoute({
  tags: ["operator"],
  middleware: [knownOrigin, operatorOnly, audited("ticket.replied")],
  method: "post",
  path: "/v1/tickets/{id}/replies",
  summary: "Answer the customer",
  description: "The conversation must have been taken over by the same operator. Stored exactly once for its id.",
  request: { params, body: body(TicketReplySchema) },
  responses: {
    202: json(z.object({ seq: z.int() }), "stored in the conversation's log"),
    ...refusals(
      ...operatorRefusals,
      "malformed_json",
      "not_found",
      "conflict",
      "empty_message",
      "message_too_large",
      "malformed_text",
      "message_id_conflict",
    ),
  },
});

export const ticketRoutes = deskApp()
  .openapi(list, async (c) => c.json(await c.var.ports.tickets.list(c.req.valid("query")), 200))
  .openapi(read, async (c) => c.json(await ticketOf(c, c.req.valid("param").id), 200))
  .openapi(change, async (c) => {
    const ticket = await ticketOf(c, c.req.valid("param").id);
    const { status, operator } = c.req.valid("json");
    const { tickets, ...ports } = c.var.ports;
    const changed = await changeTicket(ticket, { status, operator: signatureOf(c, operator) }, tickets, ports);
    note(c, status === "taken" ? "ticket.taken" : "ticket.closed", ticket.id);
    return c.json(changed, 200);
  })
  .openapi(reply, async (c) => {
    const ticket = await ticketOf(c, c.req.valid("param").id);
    const message = c.req.valid("json");
    const said = { ...message, operator: signatureOf(c, message.operator) };
    return c.json(granted(await c.var.ports.conversations.get(ticket.conversation).reply(said)), 202);
  });

async function ticketOf(c: Context<DeskEnv>, id: string): Promise<Ticket> {
  const found = await c.var.ports.tickets.get(id);
  if (!found.ok) throw new Refused("not_found", `no ticket ${id}`);
  return found.value;
}

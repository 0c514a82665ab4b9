/**
 * What another ticket system tells: signed, believed for five minutes, worked off once. A reply there is said in the conversation, under the name of whoever wrote it;
 * a ticket closed there is closed here. What cannot be delivered any more is told back, because its author believes that the customer has read it.
 */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Twins } from "#compose/ticket-ports";
import type { Ticket } from "#contracts/tickets";
import type { RemoteEvent } from "#ports/remote-desk";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { granted, Refused, refusals } from "./problems.ts";
import { json } from "./route-parts.ts";
import { changeTicket } from "./ticket-change.ts";

const HeardSchema = z.object({ outcome: z.enum(["done", "repeated", "ignored"]) });
type Heard = z.infer<typeof HeardSchema>["outcome"];

const hear = createRoute({
  tags: ["tickets elsewhere"],
  method: "post",
  path: "/v1/ticket-events/{desk}",
  summary: "What the ticket system tells: a reply, a ticket taken or closed",
  description: "Signed by Standard Webhooks (webhook) or by Zendesk. Safe to send again.",
  request: { params: z.object({ desk: z.enum(["webhook", "zendesk"]) }) },
  responses: {
    200: json(HeardSchema, "worked off"),
    ...refusals("invalid_request", "invalid_token", "not_found", "unavailable"),
  },
});

export const ticketEventRoutes = deskApp().openapi(hear, async (c) => {
  const { twins } = c.var.ports;
  const { desk } = c.req.valid("param");
  if (twins?.desk.name !== desk) throw new Refused("not_found", `tickets do not live at ${desk} here; see TICKETS`);
  const read = await twins.read(c.req.raw.headers, await c.req.text());
  if (!read.ok) throw new Refused(read.error.reason === "malformed" ? "invalid_request" : "invalid_token", read.error.detail);
  const event = read.value;
  if (await twins.deliveries.seen(desk, event.delivery)) return c.json({ outcome: "repeated" as const }, 200);
  const outcome = await workOff(c, event, twins);
  // Remembered at the end: what failed half way is sent again, and every part of it may run twice.
  await twins.deliveries.remember(desk, event.delivery);
  return c.json({ outcome }, 200);
});

async function workOff(c: Context<DeskEnv>, event: RemoteEvent, twins: Twins): Promise<Heard> {
  if (event.type === "ignored") return "ignored";
  const ticket = await ticketOf(event, twins);
  // Somebody else's ticket, or one whose conversation was erased: telling us again would not help.
  if (!ticket) return "ignored";
  switch (event.type) {
    case "replied":
      return say(c, ticket, event, twins);
    case "taken":
      await changeTicket(ticket, { status: "taken", operator: event.author }, twins.own, c.var.ports);
      return "done";
    case "closed":
      if (ticket.status === "closed") return "ignored";
      await changeTicket(ticket, { status: "closed", operator: event.author ?? ticket.assignee ?? "Support" }, twins.own, c.var.ports);
      return "done";
  }
}

async function ticketOf({ ticket }: RemoteEvent, { own, links, desk }: Twins): Promise<Ticket | undefined> {
  const id = "handoff" in ticket ? await links.ofHandoff(ticket.handoff) : await links.find(desk.name, ticket.remote);
  const found = id === null ? undefined : await own.get(id);
  return found?.ok ? found.value : undefined;
}

type Reply = Extract<RemoteEvent, { type: "replied" }>;

/** Whoever writes there has the floor here: a reply of another person passes it on, and both sides read that. */
async function say(c: Context<DeskEnv>, ticket: Ticket, { id, author, text }: Reply, twins: Twins): Promise<Heard> {
  const client = c.var.ports.conversations.get(ticket.conversation);
  const taken = await client.takeOver(author);
  if (!taken.ok && taken.error.reason === "conflict") {
    const { epoch } = granted(await client.card());
    granted(await client.takeOver(author, epoch));
  }
  const said = await client.reply({ id, text, operator: author });
  if (said.ok) {
    await twins.own.change(ticket.id, { status: "taken", assignee: author });
    return "done";
  }
  if (said.error.reason !== "conflict" && said.error.reason !== "conversation_closed") granted(said);
  const comment = { key: `${ticket.handoff}.${id}`, by: "system", name: null, text: undelivered } as const;
  if (ticket.elsewhere) await twins.desk.comment(ticket.elsewhere, comment, true);
  return "done";
}

const undelivered = "The last reply was not delivered: the customer has closed the conversation.";

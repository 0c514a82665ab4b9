/** A person of the desk in one conversation, by the conversation's id: reads the card, takes over, writes, notes, drafts, gives back. The ticket follows. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ClosedSchema } from "#contracts/conversations";
import { CardSchema, DraftSchema, EpochSchema, GiveBackSchema, OperatorWordsSchema, SettleSchema, TakeSchema } from "#contracts/desk";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin, operatorOnly, signatureOf } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { granted, refusals } from "./problems.ts";
import { body, json, operatorRefusals } from "./route-parts.ts";
import { followConversation } from "./ticket-change.ts";

const params = z.object({ id: ConversationIdSchema });
const tags = ["operator"];
const wordRefusals = ["malformed_json", "empty_message", "message_too_large", "malformed_text", "message_id_conflict"] as const;

const card = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("conversation.read", { once: true })] as const,
  method: "get",
  path: "/v1/conversations/{id}/card",
  summary: "What a person should know before answering",
  description: "Who has it, who the customer is, the brief, the internal notes.",
  request: { params },
  responses: { 200: json(CardSchema, "the card"), ...refusals(...operatorRefusals, "not_found") },
});

const take = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("ticket.taken")] as const,
  method: "post",
  path: "/v1/conversations/{id}/take",
  summary: "Take the conversation over",
  description:
    "From then on no agent speaks. From a colleague it is taken only with the `epoch` that was seen, so that of two who try one succeeds.",
  request: { params, body: body(TakeSchema) },
  responses: {
    200: json(EpochSchema, "yours"),
    ...refusals(...operatorRefusals, "not_found", "malformed_json", "conflict", "conversation_closed"),
  },
});

const back = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("ticket.closed")] as const,
  method: "post",
  path: "/v1/conversations/{id}/give-back",
  summary: "Give the conversation back to the AI, or to the queue",
  description:
    "To the AI: its ticket is closed a moment later, or as soon as it is open. To the queue: the customer goes on waiting for a person.",
  request: { params, body: body(GiveBackSchema) },
  responses: { 200: json(EpochSchema, "given back"), ...refusals(...operatorRefusals, "not_found", "malformed_json") },
});

const settle = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("conversation.settled")] as const,
  method: "post",
  path: "/v1/conversations/{id}/settle",
  summary: "Close the conversation for good",
  description:
    "The customer can write no more and is asked how it was; the ticket is closed a moment later, here and where it has a twin. The reason is for the desk alone. While a colleague has it, only with the `epoch` that was seen.",
  request: { params, body: body(SettleSchema) },
  responses: { 200: json(ClosedSchema, "closed"), ...refusals(...operatorRefusals, "not_found", "malformed_json", "conflict") },
});

const reply = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("ticket.replied")] as const,
  method: "post",
  path: "/v1/conversations/{id}/replies",
  summary: "Answer the customer",
  description: "The conversation must have been taken over by the same person. Stored exactly once for its id.",
  request: { params, body: body(OperatorWordsSchema) },
  responses: {
    202: json(z.object({ seq: z.int() }), "stored"),
    ...refusals(...operatorRefusals, "not_found", ...wordRefusals, "conflict"),
  },
});

const note = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("ticket.noted")] as const,
  method: "post",
  path: "/v1/conversations/{id}/notes",
  summary: "Write a note that no customer reads",
  description: "Stored exactly once for its id, beside the log and not in it.",
  request: { params, body: body(OperatorWordsSchema) },
  responses: { 202: json(z.object({ after: z.int() }), "stored"), ...refusals(...operatorRefusals, "not_found", ...wordRefusals) },
});

const draft = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly] as const,
  method: "post",
  path: "/v1/conversations/{id}/draft",
  summary: "What the agents would answer now",
  description: "Said to nobody and stored nowhere: for a person to read, change and send.",
  request: { params },
  responses: { 200: json(DraftSchema, "the draft"), ...refusals(...operatorRefusals, "not_found") },
});

export const conversationDeskRoutes = deskApp()
  .openapi(card, async (c) => c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).card()), 200))
  .openapi(take, async (c) => {
    const { id } = c.req.valid("param");
    const { operator: given, epoch } = c.req.valid("json");
    const operator = signatureOf(c, given);
    const taken = granted(await c.var.ports.conversations.get(id).takeOver(operator, epoch));
    await follow(c, id, operator);
    return c.json(taken, 200);
  })
  .openapi(back, async (c) => {
    const { id } = c.req.valid("param");
    const { operator, to } = c.req.valid("json");
    const given = granted(await c.var.ports.conversations.get(id).giveBack(signatureOf(c, operator), undefined, to));
    return c.json(given, 200);
  })
  .openapi(settle, async (c) => {
    const { operator, reason, epoch } = c.req.valid("json");
    const client = c.var.ports.conversations.get(c.req.valid("param").id);
    const { seq } = granted(await client.settle({ operator: signatureOf(c, operator), reason, epoch }));
    return c.json({ state: "closed" as const, seq }, 200);
  })
  .openapi(reply, async (c) => {
    const message = c.req.valid("json");
    const said = { ...message, operator: signatureOf(c, message.operator) };
    return c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).reply(said)), 202);
  })
  .openapi(note, async (c) => {
    const message = c.req.valid("json");
    const noted = { ...message, operator: signatureOf(c, message.operator) };
    return c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).note(noted)), 202);
  })
  .openapi(draft, async (c) => c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).draft()), 200));

/** The conversation is somebody's; its newest ticket, where there is one already, says the same from now on. */
async function follow(c: Context<DeskEnv>, id: string, assignee: string): Promise<void> {
  const { conversations, tickets, workflows } = c.var.ports;
  const { ticket, handoff } = granted(await conversations.get(id).card());
  if (ticket === null || handoff === null) return;
  await followConversation({ id: ticket.id, handoff }, { status: "taken", assignee }, { tickets, workflows });
}

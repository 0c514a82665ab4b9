/** A visitor's conversation over HTTP: what the socket can do, for clients that have none. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  ClosedSchema,
  ConversationExportSchema,
  EventsPageSchema,
  EventsQuerySchema,
  HandoffAcceptedSchema,
  MessageAcceptedSchema,
  PostMessageSchema,
} from "#contracts/conversations";
import { FeedbackSchema } from "#contracts/frames";
import { ConversationIdSchema, MessageIdSchema } from "#domain/ids";
import { adminOnly, knownOrigin, visitorOnly, visitorOrAdmin, visitorOrOperator } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { limited } from "./limits.ts";
import { granted, refusals } from "./problems.ts";
import { body, json, visitorRefusals } from "./route-parts.ts";
import { transcriptOf } from "./transcript.ts";

const params = z.object({ id: ConversationIdSchema });
const tags = ["conversation"];
const turnStream = { description: "the turn, as it happens", content: { "text/event-stream": { schema: z.string() } } };
const streamHeaders = { "content-type": "text/event-stream", "cache-control": "no-cache", "x-vercel-ai-ui-message-stream": "v1" };
const asVisitor = [knownOrigin, limited("request"), visitorOnly];
/** Role of an operator: agent. */
const asReader = [knownOrigin, limited("request"), visitorOrOperator, audited("conversation.read", { once: true })];

const postMessage = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/messages",
  tags,
  summary: "Send a message",
  description:
    "Answers 202 as soon as the message is durably stored; the same id again is answered alike. With `Accept: text/event-stream` the answer is the turn as the AI SDK's UI message stream.",
  middleware: asVisitor,
  request: { params, body: body(PostMessageSchema) },
  responses: {
    202: json(MessageAcceptedSchema, "stored"),
    200: turnStream,
    ...refusals(
      ...visitorRefusals,
      "malformed_json",
      "empty_message",
      "message_too_large",
      "malformed_text",
      "message_id_conflict",
      "no_more_messages_today",
      "conversation_closed",
      "body_too_large",
    ),
  },
});

const resume = createRoute({
  method: "get",
  path: "/v1/conversations/{id}/stream",
  tags,
  summary: "Read a turn's stream again",
  description:
    "What `POST …/messages` streams, from its beginning: of the given message's turn, finished or not; without one, of the turn under way. 204 when there is none: nothing is being answered, or a person has the floor.",
  middleware: asVisitor,
  request: { params, query: z.object({ message: MessageIdSchema.optional() }) },
  responses: { 200: turnStream, 204: { description: "no such turn" }, ...refusals(...visitorRefusals) },
});

const events = createRoute({
  method: "get",
  path: "/v1/conversations/{id}/events",
  tags,
  summary: "Read the log from a cursor",
  middleware: asReader,
  request: { params, query: EventsQuerySchema },
  responses: { 200: json(EventsPageSchema, "events with seq > after, oldest first"), ...refusals(...visitorRefusals) },
});

const feedback = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/feedback",
  tags,
  summary: "Rate an answer",
  middleware: asVisitor,
  request: { params, body: body(FeedbackSchema) },
  responses: { 202: json(z.object({ seq: z.int() }), "noted"), ...refusals(...visitorRefusals, "malformed_json", "unknown_turn") },
});

const handoff = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/handoff",
  tags,
  summary: "Ask for a person",
  description: "Whoever already waits keeps the handoff that is open. The ticket's number follows as the event `ticket.opened`.",
  middleware: asVisitor,
  request: { params },
  responses: { 202: json(HandoffAcceptedSchema, "a person was asked"), ...refusals(...visitorRefusals, "conversation_closed") },
});

const close = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/close",
  tags,
  summary: "Close the conversation",
  middleware: asVisitor,
  request: { params },
  responses: { 200: json(ClosedSchema, "closed"), ...refusals(...visitorRefusals) },
});

const transcript = createRoute({
  method: "get",
  path: "/v1/conversations/{id}/transcript",
  tags,
  summary: "The conversation to read and keep",
  middleware: asReader,
  request: { params },
  responses: { 200: { description: "Markdown", content: { "text/markdown": { schema: z.string() } } }, ...refusals(...visitorRefusals) },
});

const erase = createRoute({
  method: "delete",
  path: "/v1/conversations/{id}",
  tags,
  summary: "Erase the conversation",
  description: "Deletes what was said, the journal and the tickets, and refuses whatever arrives late. Its visitor may, or an admin.",
  middleware: [knownOrigin, limited("request"), visitorOrAdmin, audited("conversation.erased")],
  request: { params },
  responses: { 204: { description: "erased" }, ...refusals(...visitorRefusals) },
});

const exportAll = createRoute({
  method: "get",
  path: "/v1/conversations/{id}/export",
  tags: ["operator"],
  summary: "Everything that is stored of a conversation",
  description: "Role: admin. Log, turns, journal and handoffs, complete: for a customer who asks what is kept, and for replaying.",
  middleware: [knownOrigin, adminOnly, audited("conversation.exported")] as const,
  request: { params },
  responses: {
    200: json(ConversationExportSchema, "the conversation"),
    ...refusals("invalid_request", "operator_required", "admin_required", "operator_closed", "foreign_origin", "not_found"),
  },
});

export const conversationRoutes = deskApp()
  .openapi(postMessage, async (c) => {
    const client = c.var.ports.conversations.get(c.req.valid("param").id);
    const message = { ...c.req.valid("json"), trace: c.req.header("traceparent") ?? null };
    if (!(c.req.header("accept") ?? "").includes("text/event-stream")) return c.json(granted(await client.post(message)), 202);
    const stream = granted(await client.postAndStream(message));
    return c.body(stream, 200, streamHeaders);
  })
  .openapi(resume, async (c) => {
    const { message } = c.req.valid("query");
    const stream = granted(await c.var.ports.conversations.get(c.req.valid("param").id).resumeStream({ message: message ?? null }));
    return stream === null ? c.body(null, 204) : c.body(stream, 200, streamHeaders);
  })
  .openapi(events, async (c) =>
    c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).events(c.req.valid("query"))), 200),
  )
  .openapi(feedback, async (c) => {
    const { turn, rating, reason } = c.req.valid("json");
    const client = c.var.ports.conversations.get(c.req.valid("param").id);
    return c.json(granted(await client.giveFeedback({ turn, rating, reason: reason ?? null })), 202);
  })
  .openapi(handoff, async (c) => c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).requestHandoff()), 202))
  .openapi(close, async (c) => {
    const { seq } = granted(await c.var.ports.conversations.get(c.req.valid("param").id).close());
    return c.json({ state: "closed" as const, seq }, 200);
  })
  .openapi(transcript, async (c) => {
    const text = await transcriptOf(c.var.ports.conversations.get(c.req.valid("param").id));
    return c.body(text, 200, { "content-type": "text/markdown; charset=utf-8" });
  })
  .openapi(erase, async (c) => {
    const { id } = c.req.valid("param");
    // The object first refuses late callbacks and then makes the rest of the desk forget.
    await c.var.ports.conversations.get(id).erase();
    return c.body(null, 204);
  })
  .openapi(exportAll, async (c) => {
    const stored: unknown = JSON.parse(granted(await c.var.ports.conversations.get(c.req.valid("param").id).export()));
    return c.json(ConversationExportSchema.parse(stored), 200);
  });

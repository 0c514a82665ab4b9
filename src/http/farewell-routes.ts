/** How satisfied a customer was, and where an answer reaches them: told by the customer, read by the desk. */
import { createRoute, z } from "@hono/zod-openapi";
import { ContactSchema, RateSchema } from "#contracts/frames";
import { RatingsQuerySchema, RatingsSchema } from "#contracts/ratings";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin, operatorOnly, visitorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { limited } from "./limits.ts";
import { granted, refusals } from "./problems.ts";
import { body, json, visitorRefusals } from "./route-parts.ts";

const params = z.object({ id: ConversationIdSchema });
const noted = { 202: json(z.object({ seq: z.int() }), "noted") };
const asVisitor = [knownOrigin, limited("request"), visitorOnly];

const rate = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/rating",
  tags: ["conversation"],
  summary: "Rate a closed conversation",
  description: "Once. The same rating again is answered alike.",
  middleware: asVisitor,
  request: { params, body: body(RateSchema) },
  responses: { ...noted, ...refusals(...visitorRefusals, "malformed_json", "conversation_open", "already_rated") },
});

const contact = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/contact",
  tags: ["conversation"],
  summary: "Leave an e-mail address",
  description:
    "For an answer that comes when the customer no longer waits. It becomes the event `customer.contact` and is erased with the conversation.",
  middleware: asVisitor,
  request: { params, body: body(ContactSchema) },
  responses: { ...noted, ...refusals(...visitorRefusals, "malformed_json", "conversation_closed") },
});

const ratings = createRoute({
  method: "get",
  path: "/v1/ratings",
  tags: ["operator"],
  summary: "How satisfied customers were",
  middleware: [knownOrigin, operatorOnly] as const,
  request: { query: RatingsQuerySchema },
  responses: {
    200: json(RatingsSchema, "newest first"),
    ...refusals("invalid_request", "operator_required", "operator_closed", "foreign_origin"),
  },
});

export const farewellRoutes = deskApp()
  .openapi(rate, async (c) => {
    const { score, comment } = c.req.valid("json");
    const client = c.var.ports.conversations.get(c.req.valid("param").id);
    return c.json(granted(await client.rate({ score, comment: comment ?? null })), 202);
  })
  .openapi(contact, async (c) =>
    c.json(granted(await c.var.ports.conversations.get(c.req.valid("param").id).leaveContact(c.req.valid("json"))), 202),
  )
  .openapi(ratings, async (c) => {
    const { from, before, limit } = c.req.valid("query");
    return c.json(await c.var.ports.ratings.read({ from: from ?? null, before: before ?? null, limit }), 200);
  });

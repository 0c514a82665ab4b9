/** Who the customer of a running conversation is: for a visitor who signs in on the host site in the middle of it. */
import { createRoute, z } from "@hono/zod-openapi";
import { IdentifiedSchema, IdentifySchema } from "#contracts/identity";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin, visitorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { readIdentity } from "./identity-tokens.ts";
import { limited } from "./limits.ts";
import { granted, refusals } from "./problems.ts";
import { body, json, visitorRefusals } from "./route-parts.ts";

const identify = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/identity",
  tags: ["conversation"],
  summary: "Say who the customer is",
  description:
    "Takes a JWT that the host site signed. The same identity again is harmless; a conversation that belongs to another customer keeps them, and the answer is `identity_conflict`: begin another conversation.",
  middleware: [knownOrigin, limited("request"), visitorOnly] as const,
  request: {
    params: z.object({ id: ConversationIdSchema }),
    body: body(IdentifySchema),
  },
  responses: {
    200: json(IdentifiedSchema, "verified"),
    ...refusals(
      ...visitorRefusals,
      "malformed_json",
      "conversation_closed",
      "invalid_identity",
      "expired_identity",
      "identity_closed",
      "identity_conflict",
    ),
  },
});

export const identityRoute = deskApp().openapi(identify, async (c) => {
  const { environment, clock, conversations } = c.var.ports;
  const identity = granted(await readIdentity(c.req.valid("json").identity, environment.IDENTITY_KEY, clock.now()));
  const { seq } = granted(await conversations.get(c.req.valid("param").id).identify(identity));
  return c.json({ seq, customer: { ...identity, verified: true as const } }, 200);
});

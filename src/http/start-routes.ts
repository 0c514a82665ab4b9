/** Beginning a conversation, and keeping its tokens fresh. */
import { createRoute, z } from "@hono/zod-openapi";
import { ConversationStartedSchema, StartConversationSchema, TokenRenewedSchema } from "#contracts/conversations";
import { messagesAtATime, overCapWords } from "#domain/address-caps";
import { ConversationIdSchema } from "#domain/ids";
import { fail } from "#domain/result";
import { bearerOf, knownOrigin, requireToken } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { readIdentity } from "./identity-tokens.ts";
import { addressOf, limited } from "./limits.ts";
import { granted, refusals } from "./problems.ts";
import { json, tokenRefusals } from "./route-parts.ts";
import { pseudonymOf } from "./pseudonym.ts";
import { signToken } from "./tokens.ts";

const start = createRoute({
  method: "post",
  path: "/v1/conversations",
  tags: ["conversation"],
  summary: "Begin a conversation",
  description:
    "Gives the id and the visitor's tokens, bound to the origin that asked. With `identity` it belongs to that customer from the start; one that cannot be verified begins nothing.",
  middleware: [knownOrigin, limited("start")] as const,
  request: { body: { required: false, content: { "application/json": { schema: StartConversationSchema } } } },
  responses: {
    201: json(ConversationStartedSchema, "begun"),
    ...refusals(
      "malformed_json",
      "invalid_request",
      "foreign_origin",
      "too_many_requests",
      "no_more_starts_today",
      "invalid_identity",
      "expired_identity",
      "identity_closed",
    ),
  },
});

const renew = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/token",
  tags: ["conversation"],
  summary: "Exchange the renewal token for a fresh visitor token",
  middleware: [knownOrigin, limited("request")] as const,
  request: {
    params: z.object({ id: ConversationIdSchema }),
    headers: z.object({ authorization: z.string().describe("Bearer <renewal token>") }),
  },
  responses: {
    200: json(TokenRenewedSchema, "a fresh token"),
    ...refusals(...tokenRefusals),
  },
});

export const startRoutes = deskApp()
  .openapi(start, async (c) => {
    const { addressCaps, conversations, environment, randomness, clock } = c.var.ports;
    const id = randomness.id();
    const claims = { conversation: id, origin: c.req.header("origin") ?? "" };
    const { locale, identity: vouched } = c.req.valid("json") ?? {};
    const identity = vouched === undefined ? {} : { identity: granted(await readIdentity(vouched, environment.IDENTITY_KEY, clock.now())) };
    const isCounted = environment.MODELS !== "embedded" || addressCaps !== undefined;
    const visitor = isCounted ? await pseudonymOf(addressOf(c), environment.SIGNING_KEY) : undefined;
    const taken = visitor === undefined ? undefined : await addressCaps?.take(visitor, { starts: 1, messages: messagesAtATime });
    if (taken?.ok === false) granted(fail({ reason: "no_more_starts_today", ...overCapWords(taken.error, "start", clock.now()) }));
    granted(await conversations.get(id).begin({ locale: locale ?? null, visitor, ...identity }));
    const token = await signToken("visitor", claims, environment.SIGNING_KEY, clock.now());
    const renewal = await signToken("renewal", claims, environment.SIGNING_KEY, clock.now());
    return c.json({ id, ...token, renewal: renewal.token }, 201);
  })
  .openapi(renew, async (c) => {
    const { environment, clock } = c.var.ports;
    const claims = await requireToken(c, "renewal", bearerOf(c));
    return c.json(await signToken("visitor", claims, environment.SIGNING_KEY, clock.now()), 200);
  });

/** The inbox over HTTP: a page of summaries, and the macros. The live part is in `operator-socket-routes.ts`. */
import { createRoute } from "@hono/zod-openapi";
import { InboxPageSchema, InboxQuerySchema } from "#contracts/inbox";
import { MacrosSchema } from "#contracts/desk";
import { signatureOf } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { refusals } from "./problems.ts";
import { asOperator, json, operatorRefusals } from "./route-parts.ts";

/** Role: agent. */

const page = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/inbox",
  summary: "List conversations: who waits, who has whom, what the AI answers",
  description: "What is due first, then the newest. A socket on `/v1/inbox/socket` tells what changes after `rev`.",
  request: { query: InboxQuerySchema },
  responses: { 200: json(InboxPageSchema, "a page of summaries"), ...refusals(...operatorRefusals) },
});

const macros = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/macros",
  summary: "What people at the desk write again and again",
  responses: { 200: json(MacrosSchema, "as an admin has set them, or as in support/macros.yaml"), ...refusals(...operatorRefusals) },
});

export const inboxRoutes = deskApp()
  .openapi(page, async (c) => {
    const query = c.req.valid("query");
    return c.json(await c.var.ports.inbox.page({ ...query, me: signatureOf(c, query.me) }), 200);
  })
  .openapi(macros, async (c) => c.json({ macros: (await c.var.ports.settings.current()).macros }, 200));

/** The customer's word on what a tool proposed, for clients without a socket. */
import { createRoute, z } from "@hono/zod-openapi";
import { ConfirmedSchema, ConfirmSchema } from "#contracts/tools";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin, visitorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { limited } from "./limits.ts";
import { granted, refusals } from "./problems.ts";
import { body, json, visitorRefusals } from "./route-parts.ts";

const confirm = createRoute({
  method: "post",
  path: "/v1/conversations/{id}/confirm",
  tags: ["conversation"],
  summary: "Confirm or decline a proposal",
  description:
    "What is confirmed is carried out once, however often it is confirmed; what came of it follows as the event `tool.finished`. The same word again is answered alike, another one with `proposal_decided`.",
  middleware: [knownOrigin, limited("request"), visitorOnly] as const,
  request: {
    params: z.object({ id: ConversationIdSchema }),
    body: body(ConfirmSchema),
  },
  responses: {
    202: json(ConfirmedSchema, "decided"),
    ...refusals(...visitorRefusals, "malformed_json", "unknown_proposal", "proposal_decided"),
  },
});

export const confirmRoute = deskApp().openapi(confirm, async (c) => {
  const conversation = c.var.ports.conversations.get(c.req.valid("param").id);
  return c.json(granted(await conversation.confirm(c.req.valid("json"))), 202);
});

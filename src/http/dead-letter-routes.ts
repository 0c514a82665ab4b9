/** Handoffs that the queue has given up: the operator sees them, and sends them again. */
import { createRoute, z } from "@hono/zod-openapi";
import { DeadLetterListSchema, DeadLetterSchema } from "#contracts/dead-letters";
import { adminOnly, knownOrigin } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { adminRefusals, json } from "./route-parts.ts";

/** Role: admin. */
const asAdmin = (...more: ReturnType<typeof audited>[]) => ({ tags: ["operator"], middleware: [knownOrigin, adminOnly, ...more] });

const list = createRoute({
  ...asAdmin(),
  method: "get",
  path: "/v1/dead-letters",
  summary: "List handoffs whose message the queue has given up",
  responses: { 200: json(DeadLetterListSchema, "newest first"), ...refusals(...adminRefusals) },
});

const replay = createRoute({
  ...asAdmin(audited("dead_letter.replayed")),
  method: "post",
  path: "/v1/dead-letters/{id}/replay",
  summary: "Send one again",
  description: "Safe to repeat: the handoff still gets one ticket.",
  request: { params: z.object({ id: z.string().max(20) }) },
  responses: { 202: json(DeadLetterSchema, "sent again"), ...refusals(...adminRefusals, "not_found") },
});

const discard = createRoute({
  ...asAdmin(audited("dead_letter.discarded")),
  method: "delete",
  path: "/v1/dead-letters/{id}",
  summary: "Strike one off the list",
  description: "Takes away the note, not the handoff: the conversation's outbox still sends it until it has a ticket.",
  request: { params: z.object({ id: z.string().max(20) }) },
  responses: { 204: { description: "gone" }, ...refusals(...adminRefusals, "not_found") },
});

export const deadLetterRoutes = deskApp()
  .openapi(list, async (c) => c.json({ deadLetters: await c.var.ports.deadLetters.list() }, 200))
  .openapi(replay, async (c) => {
    const { deadLetters, queue } = c.var.ports;
    const { id } = c.req.valid("param");
    const letter = await deadLetters.get(id);
    if (!letter) throw new Refused("not_found", `no dead letter ${id}`);
    await queue.send({ v: 1, handoff: letter.handoff, conversation: letter.conversation, trace: null });
    return c.json((await deadLetters.replayed(id)) ?? letter, 202);
  })
  .openapi(discard, async (c) => {
    const { id } = c.req.valid("param");
    if (!(await c.var.ports.deadLetters.discard(id))) throw new Refused("not_found", `no dead letter ${id}`);
    return c.body(null, 204);
  });

/** Bad answers, flagged by whoever reads them at the desk, so that they become golden conversations (docs/replay.md). */
import { createRoute, z } from "@hono/zod-openapi";
import { FlagAnswerSchema, FlagListSchema, FlagSchema } from "#contracts/flags";
import { RunsSchema } from "#contracts/runs";
import { ConversationIdSchema, conversationOf, TurnIdSchema } from "#domain/ids";
import { note } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { granted, Refused, refusals } from "./problems.ts";
import { asOperator, body, json, operatorRefusals } from "./route-parts.ts";

const flag = createRoute({
  ...asOperator,
  method: "post",
  path: "/v1/conversations/{id}/flags",
  summary: "Flag a bad answer",
  description: "Role: agent. One flag a turn; a later one takes the place of the earlier. What should have come may be said with it.",
  request: {
    params: z.object({ id: ConversationIdSchema }),
    body: body(FlagAnswerSchema),
  },
  responses: { 201: json(FlagSchema, "flagged"), ...refusals(...operatorRefusals, "malformed_json", "unknown_turn") },
});

const list = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/flags",
  summary: "Flagged answers, newest first",
  description: "Role: agent.",
  responses: { 200: json(FlagListSchema, "the flags"), ...refusals(...operatorRefusals) },
});

const remove = createRoute({
  ...asOperator,
  method: "delete",
  path: "/v1/flags/{turn}",
  summary: "Take a flag away",
  description: "Role: agent.",
  request: { params: z.object({ turn: TurnIdSchema }) },
  responses: { 204: { description: "gone" }, ...refusals(...operatorRefusals, "not_found") },
});

export const flagRoutes = deskApp()
  .openapi(flag, async (c) => {
    const { id } = c.req.valid("param");
    const { turn, why, wanted } = c.req.valid("json");
    const { conversations, flags } = c.var.ports;
    const stored: unknown = JSON.parse(granted(await conversations.get(id).runs()));
    const known = conversationOf(turn) === id && RunsSchema.parse(stored).runs.some(({ run }) => run === turn);
    if (!known) throw new Refused("unknown_turn", `conversation ${id} has no turn ${turn}`);
    note(c, "answer.flagged", turn);
    return c.json(await flags.put({ turn, conversation: id, why, wanted }), 201);
  })
  .openapi(list, async (c) => c.json({ flags: await c.var.ports.flags.list() }, 200))
  .openapi(remove, async (c) => {
    const { turn } = c.req.valid("param");
    if (!(await c.var.ports.flags.remove(turn))) throw new Refused("not_found", `turn ${turn} is not flagged`);
    return c.body(null, 204);
  });

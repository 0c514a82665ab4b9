/** What the desk has done and what it has cost, and the turns that this is made of. */
import { createRoute } from "@hono/zod-openapi";
import { RunsPageSchema, RunsQuerySchema, UsageQuerySchema, UsageSchema } from "#contracts/usage";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { asOperator, json, operatorRefusals } from "./route-parts.ts";

const usage = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/usage",
  summary: "Turns, tokens and money, in groups",
  description:
    "Role: agent. Counts turns by when their message came. Some seconds behind the conversations; what was erased no longer counts.",
  request: { query: UsageQuerySchema },
  responses: { 200: json(UsageSchema, "sums"), ...refusals(...operatorRefusals) },
});

const runs = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/runs",
  summary: "Ended turns of all conversations, newest first",
  description: "Role: agent. Figures without text; `GET /v1/conversations/{id}/runs` has the picture of each.",
  request: { query: RunsQuerySchema },
  responses: { 200: json(RunsPageSchema, "a page of turns"), ...refusals(...operatorRefusals) },
});

const unlessToldMs = 30 * 24 * 3_600_000;

export const usageRoutes = deskApp()
  .openapi(usage, async (c) => {
    const { from, to, group } = c.req.valid("query");
    const { clock, turnFacts } = c.var.ports;
    const toMs = to === undefined ? clock.now() : Date.parse(to);
    const fromMs = from === undefined ? toMs - unlessToldMs : Date.parse(from);
    if (fromMs > toMs) throw new Refused("invalid_request", "from: is later than to");
    return c.json(await turnFacts.usage({ fromMs, toMs, group }), 200);
  })
  .openapi(runs, async (c) => c.json(await c.var.ports.turnFacts.runs(c.req.valid("query")), 200));

/** How well customers are served, in figures. */
import { createRoute } from "@hono/zod-openapi";
import { OutcomesQuerySchema, OutcomesSchema } from "#contracts/outcomes";
import { knownOrigin, operatorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { json } from "./route-parts.ts";

const read = createRoute({
  tags: ["operator"],
  middleware: [knownOrigin, operatorOnly] as const,
  method: "get",
  path: "/v1/outcomes",
  summary: "Resolved, reopened, handed off, rated, and what it cost",
  description: "Role: agent. Days in UTC. Facts of turns arrive some seconds after the turn. What was erased is not counted any more.",
  request: { query: OutcomesQuerySchema },
  responses: {
    200: json(OutcomesSchema, "figures, each with what it is out of"),
    ...refusals("invalid_request", "operator_required", "operator_closed", "foreign_origin"),
  },
});

const dayMs = 86_400_000;
const usualDays = 30;
const mostDays = 400;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const outcomeRoutes = deskApp().openapi(read, async (c) => {
  const { outcomes, clock } = c.var.ports;
  const asked = c.req.valid("query");
  const to = asked.to ?? dayOf(clock.now());
  const from = asked.from ?? dayOf(Date.parse(to) - (usualDays - 1) * dayMs);
  if (from > to) throw new Refused("invalid_request", "from: it is after to");
  if (Date.parse(to) - Date.parse(from) > mostDays * dayMs) throw new Refused("invalid_request", `from: ask for ${mostDays} days at most`);
  return c.json(await outcomes.read({ from, to }), 200);
});

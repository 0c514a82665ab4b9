/** How well customers are served, in figures. */
import { createRoute } from "@hono/zod-openapi";
import { BadAnswersSchema, OutcomesQuerySchema, OutcomesSchema } from "#contracts/outcomes";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { asOperator, json } from "./route-parts.ts";

const read = createRoute({
  ...asOperator,
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

const bad = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/outcomes/not-helpful",
  summary: "Answers that customers did not find helpful, with their reasons",
  description: "Role: agent. Thumbs down given in the period, newest first, at most 50.",
  request: { query: OutcomesQuerySchema },
  responses: {
    200: json(BadAnswersSchema, "turns, to be looked at on the runs page"),
    ...refusals("invalid_request", "operator_required", "operator_closed", "foreign_origin"),
  },
});

const dayMs = 86_400_000;
const usualDays = 30;
const mostDays = 400;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function periodIn(asked: { from?: string | undefined; to?: string | undefined }, nowMs: number): { from: string; to: string } {
  const to = asked.to ?? dayOf(nowMs);
  const from = asked.from ?? dayOf(Date.parse(to) - (usualDays - 1) * dayMs);
  if (from > to) throw new Refused("invalid_request", "from: it is after to");
  if (Date.parse(to) - Date.parse(from) > mostDays * dayMs) throw new Refused("invalid_request", `from: ask for ${mostDays} days at most`);
  return { from, to };
}

export const outcomeRoutes = deskApp()
  .openapi(read, async (c) => {
    const { outcomes, clock } = c.var.ports;
    return c.json(await outcomes.read(periodIn(c.req.valid("query"), clock.now())), 200);
  })
  .openapi(bad, async (c) => {
    const { outcomes, clock } = c.var.ports;
    return c.json(await outcomes.badAnswers(periodIn(c.req.valid("query"), clock.now())), 200);
  });

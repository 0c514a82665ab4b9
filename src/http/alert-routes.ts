/** Alerts at the desk: what fires, and that somebody has seen it. Role: agent. */
import { createRoute, z } from "@hono/zod-openapi";
import { AlertListSchema } from "#contracts/alerts";
import { operatorOf } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { asOperator, json, operatorRefusals } from "./route-parts.ts";

const list = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/alerts",
  summary: "Every alert rule and how it stands",
  responses: { 200: json(AlertListSchema, "firing first"), ...refusals(...operatorRefusals) },
});

const acknowledge = createRoute({
  ...asOperator,
  method: "post",
  path: "/v1/alerts/{rule}/acknowledge",
  summary: "Say that somebody is at it",
  description: "Told to whoever was told of the alert. Again is harmless; the alert fires on until it is over.",
  request: { params: z.object({ rule: z.string().max(60) }) },
  responses: { 200: json(AlertListSchema, "acknowledged"), ...refusals(...operatorRefusals, "not_found") },
});

export const alertRoutes = deskApp()
  .openapi(list, async (c) => c.json(await c.var.ports.alerts.list(), 200))
  .openapi(acknowledge, async (c) => {
    const { rule } = c.req.valid("param");
    const { alerts } = c.var.ports;
    if (!(await alerts.acknowledge(rule, operatorOf(c).name))) throw new Refused("not_found", `no alert ${rule} fires`);
    return c.json(await alerts.list(), 200);
  });

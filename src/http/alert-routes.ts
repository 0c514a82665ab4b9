/** Alerts at the desk: what fires, that somebody has seen it, and what to do about it. Role: agent. */
import { createRoute, z } from "@hono/zod-openapi";
import { AlertListSchema, RunbookSchema } from "#contracts/alerts";
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

const runbook = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/runbook",
  summary: "What to do when an alert fires",
  description: "docs/runbook.md, as it was deployed. For operators only: a company's own may name people.",
  responses: { 200: json(RunbookSchema, "Markdown"), ...refusals(...operatorRefusals) },
});

export const alertRoutes = deskApp()
  .openapi(runbook, (c) => c.json({ text: c.var.ports.runbook }, 200))
  .openapi(list, async (c) => c.json(await c.var.ports.alerts.list(originOf(c.req.url)), 200))
  .openapi(acknowledge, async (c) => {
    const { rule } = c.req.valid("param");
    const { alerts } = c.var.ports;
    if (!(await alerts.acknowledge(rule, operatorOf(c).name))) throw new Refused("not_found", `no alert ${rule} fires`);
    return c.json(await alerts.list(originOf(c.req.url)), 200);
  });

const originOf = (url: string): string => new URL(url).origin;

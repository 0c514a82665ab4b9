/** What the desk does by the clock, and how it went. Role: admin. */
import { createRoute } from "@hono/zod-openapi";
import { JobRunsSchema } from "#contracts/operations";
import { adminOnly, knownOrigin } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { refusals } from "./problems.ts";
import { json } from "./route-parts.ts";

const jobs = createRoute({
  tags: ["operator"],
  middleware: [knownOrigin, adminOnly],
  method: "get",
  path: "/v1/operations/jobs",
  summary: "The last run of each job of the clock",
  responses: {
    200: json(JobRunsSchema, "by name"),
    ...refusals("invalid_request", "operator_required", "admin_required", "operator_closed", "foreign_origin"),
  },
});

export const operationsRoutes = deskApp().openapi(jobs, async (c) => c.json({ runs: await c.var.ports.jobRuns.last() }, 200));

/**
 * What a Prometheus server reads: figures from the desk's shared state, never from an isolate's memory, so that every scrape tells the same whichever isolate answers it. OpenMetrics 1.0, or the text
 * format 0.0.4 for whoever asks for plain text alone.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { metricsReader } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { contentTypes, dialectFor, exposition } from "./exposition.ts";
import { refusals } from "./problems.ts";

const route = createRoute({
  method: "get",
  path: "/metrics",
  tags: ["operator"],
  middleware: [metricsReader],
  summary: "Figures for Prometheus",
  description: "With the operator's token, or with METRICS_TOKEN, which opens nothing else.",
  responses: {
    200: {
      description: "OpenMetrics 1.0; with `Accept: text/plain` the text format 0.0.4",
      content: { "application/openmetrics-text": { schema: z.string() } },
    },
    ...refusals("operator_required", "operator_closed", "unavailable"),
  },
});

export const metricsRoute = deskApp().openapi(route, async (c) => {
  const { figures } = c.var.ports;
  const dialect = dialectFor(c.req.header("accept"));
  const [added, gauges] = await Promise.all([figures.added(), figures.gauges()]);
  return c.body(exposition(added.figures, gauges, dialect), 200, { "content-type": contentTypes[dialect], "cache-control": "no-store" });
});

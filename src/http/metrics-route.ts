/**
 * What a Prometheus server reads: gauges from the desk's shared state, never from an isolate's memory, so that every scrape tells the same whichever isolate
 * answers it. Text format 0.0.4 (prometheus.io, "Exposition formats").
 */
import { createRoute, z } from "@hono/zod-openapi";
import { operatorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { refusals } from "./problems.ts";

type Gauge = { name: string; help: string; samples: readonly { labels: Readonly<Record<string, string>>; value: number }[] };

const route = createRoute({
  method: "get",
  path: "/metrics",
  tags: ["operator"],
  middleware: [operatorOnly],
  summary: "Gauges for Prometheus",
  responses: {
    200: { description: "text format 0.0.4", content: { "text/plain": { schema: z.string() } } },
    ...refusals("operator_required", "operator_closed"),
  },
});

export const metricsRoute = deskApp().openapi(route, async (c) => {
  const { tickets, articles } = c.var.ports;
  const [counts, { revision, sections, characters }] = await Promise.all([tickets.counts(), articles.extent()]);
  const text = [
    gauge(
      "edgedesk_tickets",
      "Tickets of the embedded desk by status.",
      Object.entries(counts).map(([status, value]) => ({ labels: { status }, value })),
    ),
    gauge("edgedesk_knowledge_sections", "Sections that can be found.", [{ labels: {}, value: sections }]),
    gauge("edgedesk_knowledge_characters", "Length of all sections together.", [{ labels: {}, value: characters }]),
    gauge("edgedesk_knowledge_revision", "Rises with every change of the articles.", [{ labels: {}, value: revision }]),
  ];
  return c.text(text.map(exposition).join(""), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
});

const gauge = (name: string, help: string, samples: Gauge["samples"]): Gauge => ({ name, help, samples });

function exposition({ name, help, samples }: Gauge): string {
  const lines = samples.map(({ labels, value }) => {
    // Label values are ours: no quotation mark, backslash or line break is among them.
    const inner = Object.entries(labels)
      .map(([label, text]) => `${label}="${text}"`)
      .join(",");
    return `${name}${inner === "" ? "" : `{${inner}}`} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
}

/** What operators and programs ask the desk about itself. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { json } from "./route-parts.ts";

const HealthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  models: z.string().describe("which rungs the agents have"),
  knowledge: z.object({ revision: z.int(), sections: z.int() }).nullable().describe("null when the database does not answer"),
});

const health = createRoute({
  method: "get",
  path: "/healthz",
  tags: ["desk"],
  summary: "Is the desk able to answer?",
  responses: {
    200: json(HealthSchema, "yes"),
    503: json(HealthSchema, "only in part"),
  },
});

/** @param app the whole desk, which the document describes. */
export function systemRoutes(app: OpenAPIHono<DeskEnv>): OpenAPIHono<DeskEnv> {
  const routes = deskApp();
  routes.openapi(health, async (c) => {
    const { articles, environment } = c.var.ports;
    try {
      const { revision, sections } = await articles.extent();
      return c.json({ status: "ok" as const, models: environment.MODELS, knowledge: { revision, sections } }, 200);
    } catch {
      return c.json({ status: "degraded" as const, models: environment.MODELS, knowledge: null }, 503);
    }
  });
  routes.get("/openapi.json", (c) =>
    c.json(
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        info: {
          title: "Edgedesk",
          version: "1",
          description:
            "Customer support: a conversation per visitor, answers with citations, and a person through exactly one ticket. Errors are problem details (RFC 9457) with a stable `code`; times are ISO 8601 in UTC. " +
            "Visitors send the token of their conversation, operators the desk's secret, both as bearer. The WebSocket at /v1/conversations/{id}/socket speaks `edgedesk.v1`; the token travels as the subprotocol `token.<jwt>`.",
        },
        servers: [{ url: new URL(c.req.url).origin }],
      }),
    ),
  );
  return routes;
}

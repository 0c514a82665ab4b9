/** The registry, readable at run time: who works here, with contracts as JSON Schema. */
import { createRoute, z } from "@hono/zod-openapi";
import { registry } from "#agents/registry";
import { deskApp } from "./desk-app.ts";
import { json } from "./route-parts.ts";

const AgentSchema = z.object({
  name: z.string(),
  description: z.string(),
  effect: z.enum(["read", "write"]),
  rungs: z.array(z.string()).describe("best first"),
  policy: z.object({
    timeoutMs: z.number(),
    retries: z.int(),
    backoff: z.object({ initialMs: z.number(), factor: z.number(), maxMs: z.number() }),
    maxCostMicros: z.number(),
  }),
  input: z.record(z.string(), z.unknown()).describe("JSON Schema, 2020-12"),
  output: z.record(z.string(), z.unknown()).describe("JSON Schema, 2020-12"),
});
const AgentsSchema = z.object({ agents: z.array(AgentSchema) });

const list = createRoute({
  method: "get",
  path: "/v1/agents",
  tags: ["desk"],
  summary: "The agents and their contracts",
  responses: { 200: json(AgentsSchema, "the registry") },
});

export const agentRoutes = deskApp().openapi(list, (c) => {
  const agents = [...registry.values()].map(({ name, description, effect, rungNames, policy, input, output }) => ({
    name,
    description,
    effect,
    rungs: [...rungNames],
    policy,
    input: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }),
    output: z.toJSONSchema(output, { io: "output", unrepresentable: "any" }),
  }));
  return c.json(AgentsSchema.parse({ agents }), 200);
});

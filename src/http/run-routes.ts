/** How answers came about: the run graphs of one conversation, as JSON or as a picture's source. */
import { createRoute, z } from "@hono/zod-openapi";
import { RunsSchema } from "#contracts/runs";
import { ConversationIdSchema } from "#domain/ids";
import { knownOrigin, operatorOnly } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { granted, refusals } from "./problems.ts";
import { mermaidOf } from "./run-mermaid.ts";

const mermaid = "text/vnd.mermaid";

const runs = createRoute({
  method: "get",
  path: "/v1/conversations/{id}/runs",
  tags: ["operator"],
  summary: "Run graphs: what each agent did",
  description:
    "Role: agent. Every step with its input, output, passages, rung, attempts, time and cost, without personal data. `?format=mermaid`, or `Accept: text/vnd.mermaid`, gives a flowchart.",
  middleware: [knownOrigin, operatorOnly, audited("runs.read", { once: true })] as const,
  request: { params: z.object({ id: ConversationIdSchema }), query: z.object({ format: z.enum(["json", "mermaid"]).optional() }) },
  responses: {
    200: {
      description: "oldest first",
      content: { "application/json": { schema: RunsSchema }, [mermaid]: { schema: z.string().describe("a flowchart") } },
    },
    ...refusals("invalid_request", "operator_required", "operator_closed", "not_found"),
  },
});

export const runRoutes = deskApp().openapi(runs, async (c) => {
  const stored: unknown = JSON.parse(granted(await c.var.ports.conversations.get(c.req.valid("param").id).runs()));
  const graphs = RunsSchema.parse(stored);
  const { format = c.req.header("accept")?.includes(mermaid) === true ? "mermaid" : "json" } = c.req.valid("query");
  if (format === "mermaid") return c.body(mermaidOf(graphs.runs), 200, { "content-type": `${mermaid}; charset=utf-8` });
  return c.json(graphs, 200);
});

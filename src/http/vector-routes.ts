/** Work on the sections' vectors, for operators: how far it has come, and to send what is unfinished on its way again. */
import { createRoute } from "@hono/zod-openapi";
import { VectorStateSchema, VectorsQueuedSchema } from "#contracts/vectors";
import { adminOnly, knownOrigin, operatorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { refusals } from "./problems.ts";

const atVectors = { tags: ["operator"], path: "/v1/vectors" };
const operatorRefusals = ["operator_required", "operator_closed", "foreign_origin"] as const;

const progress = createRoute({
  ...atVectors,
  middleware: [knownOrigin, operatorOnly],
  method: "get",
  summary: "How far the vectors of the articles are",
  responses: {
    200: { description: "null on a desk that finds by words alone", content: { "application/json": { schema: VectorStateSchema } } },
    ...refusals(...operatorRefusals),
  },
});

const resume = createRoute({
  ...atVectors,
  middleware: [knownOrigin, adminOnly],
  method: "post",
  summary: "Make the vectors that are missing, remove those that are left over",
  description: "Safe to repeat: what is up to date is not made again.",
  responses: {
    202: { description: "on their way", content: { "application/json": { schema: VectorsQueuedSchema } } },
    ...refusals(...operatorRefusals, "admin_required"),
  },
});

export const vectorRoutes = deskApp()
  .openapi(progress, async (c) => {
    const { finding } = c.var.ports;
    if (!finding) return c.json({ vectors: null }, 200);
    return c.json({ vectors: { ...(await finding.books.progress()), model: finding.model, store: finding.store } }, 200);
  })
  .openapi(resume, async (c) => {
    const { finding } = c.var.ports;
    const unfinished = (await finding?.books.unfinished()) ?? [];
    await finding?.queue.send(unfinished);
    return c.json({ queued: unfinished.length }, 202);
  });

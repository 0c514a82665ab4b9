/** Work on the sections' vectors, for operators: how far it has come, and to send what is unfinished on its way again. */
import { createRoute } from "@hono/zod-openapi";
import { VectorStateSchema, VectorsQueuedSchema } from "#contracts/vectors";
import { adminOnly, knownOrigin, operatorOnly } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import { refusals } from "./problems.ts";
import { adminRefusals, json, operatorRefusals } from "./route-parts.ts";

const atVectors = { tags: ["operator"], path: "/v1/vectors" };

const progress = createRoute({
  ...atVectors,
  middleware: [knownOrigin, operatorOnly],
  method: "get",
  summary: "How far the vectors of the articles are",
  responses: {
    200: json(VectorStateSchema, "null on a desk that finds by words alone"),
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
    202: json(VectorsQueuedSchema, "on their way"),
    ...refusals(...adminRefusals),
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

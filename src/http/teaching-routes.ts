/** Teaching the running desk: examples for its router. */
import { createRoute, z } from "@hono/zod-openapi";
import { ExampleListSchema, ExamplesAddSchema, IntentModelFactsSchema, IntentsSchema } from "#contracts/intents";
import { adminOnly, knownOrigin } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { adminRefusals, asOperator, body, json, operatorRefusals } from "./route-parts.ts";

/** Role: agent. */
/** Role: admin. */
const asAdmin = (...more: ReturnType<typeof audited>[]) => ({ tags: ["operator"], middleware: [knownOrigin, adminOnly, ...more] });

const readIntents = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/intents",
  summary: "What the router tells apart, and the model that does it",
  responses: { 200: json(IntentsSchema, "intents and model"), ...refusals(...operatorRefusals) },
});

const listExamples = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/intents/examples",
  summary: "The examples that this desk added to the shipped ones",
  responses: { 200: json(ExampleListSchema, "newest first"), ...refusals(...operatorRefusals) },
});

const addExamples = createRoute({
  ...asAdmin(audited("examples.added")),
  method: "post",
  path: "/v1/intents/examples",
  summary: "Add or correct examples, and learn from them",
  description:
    "A text that is there already gets the new label. The router is trained before the answer comes, which takes seconds; every isolate follows within some seconds.",
  request: { body: body(ExamplesAddSchema) },
  responses: {
    200: json(IntentModelFactsSchema, "the model as it is now"),
    ...refusals(...adminRefusals, "malformed_json"),
  },
});

const removeExample = createRoute({
  ...asAdmin(audited("example.removed")),
  method: "delete",
  path: "/v1/intents/examples/{id}",
  summary: "Take an example back, and learn without it",
  request: { params: z.object({ id: z.coerce.number().int().min(1) }) },
  responses: { 200: json(IntentModelFactsSchema, "the model as it is now"), ...refusals(...adminRefusals) },
});

const train = createRoute({
  ...asAdmin(audited("router.trained")),
  method: "post",
  path: "/v1/intents/train",
  summary: "Learn again from the shipped examples and the desk's",
  description: "Needed after a release that brought other shipped examples: until then the shipped model serves alone.",
  responses: { 200: json(IntentModelFactsSchema, "the model as it is now"), ...refusals(...adminRefusals) },
});

export const teachingRoutes = deskApp()
  .openapi(readIntents, async (c) => {
    const { taxonomy, intents } = c.var.ports;
    return c.json({ intents: taxonomy, model: await intents.facts() }, 200);
  })
  .openapi(listExamples, async (c) => c.json(await c.var.ports.intents.examples(), 200))
  .openapi(addExamples, async (c) => {
    const { intents } = c.var.ports;
    const added = await intents.add(c.req.valid("json").examples);
    if (!added.ok)
      throw new Refused("invalid_request", `there is no intent "${added.error.label}"; there is: ${added.error.known.join(", ")}`);
    return c.json(await intents.train(), 200);
  })
  .openapi(removeExample, async (c) => {
    const { intents } = c.var.ports;
    await intents.remove([c.req.valid("param").id]);
    return c.json(await intents.train(), 200);
  })
  .openapi(train, async (c) => c.json(await c.var.ports.intents.train(), 200));

/** Who I am at this desk, who else is, and who did what. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  AuditPageSchema,
  AuditQuerySchema,
  MeSchema,
  OperatorEmailSchema,
  OperatorListSchema,
  OperatorPutSchema,
  OperatorSchema,
} from "#contracts/operators";
import { actorOf } from "#domain/operator";
import { adminOnly, knownOrigin, operatorOf, operatorOnly } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { adminRefusals, body, json, operatorRefusals } from "./route-parts.ts";

const tags = ["operator"];
const params = z.object({ email: OperatorEmailSchema });

const me = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly] as const,
  method: "get",
  path: "/v1/me",
  summary: "Who I am at this desk",
  description: "Role: agent. Behind Cloudflare Access the answer comes without a token of the desk's own.",
  responses: { 200: json(MeSchema, "name and role"), ...refusals(...operatorRefusals) },
});

const list = createRoute({
  tags,
  middleware: [knownOrigin, adminOnly] as const,
  method: "get",
  path: "/v1/operators",
  summary: "Who has a role or a name at this desk",
  description: "Role: admin. Whoever Access lets in and who is not listed is an agent.",
  responses: { 200: json(OperatorListSchema, "admins of the deployment first"), ...refusals(...adminRefusals) },
});

const put = createRoute({
  tags,
  middleware: [knownOrigin, adminOnly, audited("operator.changed", { param: "email" })] as const,
  method: "put",
  path: "/v1/operators/{email}",
  summary: "Give somebody a role and a name",
  description: "Role: admin. In force everywhere within some seconds.",
  request: { params, body: body(OperatorPutSchema) },
  responses: { 200: json(OperatorSchema, "as it is now"), ...refusals(...adminRefusals, "malformed_json", "conflict") },
});

const remove = createRoute({
  tags,
  middleware: [knownOrigin, adminOnly, audited("operator.removed", { param: "email" })] as const,
  method: "delete",
  path: "/v1/operators/{email}",
  summary: "Make somebody an agent without a name again",
  description: "Role: admin. Who may come at all is decided by the policy of Access.",
  request: { params },
  responses: { 204: { description: "removed" }, ...refusals(...adminRefusals, "not_found", "conflict") },
});

const audit = createRoute({
  tags,
  middleware: [knownOrigin, adminOnly, audited("audit.read", { once: true })] as const,
  method: "get",
  path: "/v1/audit",
  summary: "Who read or did what to which thing",
  description:
    "Role: admin. Newest first; append-only. Ids, never text. Repeated reading of one thing by one person is one entry a quarter of an hour.",
  request: { query: AuditQuerySchema },
  responses: { 200: json(AuditPageSchema, "a page of entries"), ...refusals(...adminRefusals) },
});

const appointed = (email: string) => new Refused("conflict", `${email} is an admin by ACCESS_ADMINS; change that and deploy`);

export const peopleRoutes = deskApp()
  .openapi(me, (c) => {
    const { name, email, role, via } = operatorOf(c);
    return c.json({ name, email, role, via }, 200);
  })
  .openapi(list, async (c) => c.json({ operators: await c.var.ports.operators.list() }, 200))
  .openapi(put, async (c) => {
    const { email } = c.req.valid("param");
    const { role, name } = c.req.valid("json");
    const stored = await c.var.ports.operators.put(email, { role, name, by: actorOf(operatorOf(c)) });
    if (!stored.ok) throw appointed(email);
    return c.json(stored.value, 200);
  })
  .openapi(remove, async (c) => {
    const { email } = c.req.valid("param");
    const removed = await c.var.ports.operators.remove(email);
    if (removed.ok) return c.body(null, 204);
    throw removed.error.reason === "unknown" ? new Refused("not_found", `${email} has no role of its own`) : appointed(email);
  })
  .openapi(audit, async (c) => c.json(await c.var.ports.audit.page(c.req.valid("query")), 200));

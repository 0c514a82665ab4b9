/**
 * The host site's own server, for the shop of the demo page: it names the customer who signs in, in a signed JWT, and answers the tools with orders and invoices. Anybody may sign in as a
 * sample customer here, so these routes exist only where DEMO_SHOP is on.
 */
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { IdentitySchema } from "#contracts/identity";
import { shopApi, shopPath } from "#shop/api";
import { sampleCustomers } from "#shop/customers";
import { knownOrigin } from "./access.ts";
import { deskApp } from "./desk-app.ts";
import type { DeskEnv } from "./desk-env.ts";
import { signIdentity } from "./identity-tokens.ts";
import { Refused } from "./problems.ts";

const SignInSchema = z.strictObject({ customer: IdentitySchema.shape.subject });

const onlyInDemo = createMiddleware<DeskEnv>(async (c, next) => {
  if (!c.var.ports.environment.DEMO_SHOP) throw new Refused("not_found", "the demo shop is off");
  await next();
});

export const demoRoutes = deskApp();
demoRoutes.use("/demo/*", onlyInDemo, knownOrigin);

demoRoutes.all(`${shopPath}/*`, (c) => {
  const { clock } = c.var.ports;
  return shopApi({ database: c.env.DB, key: c.env.TOOL_SHOP_KEY ?? "", nowMs: () => clock.now() }).fetch(c.req.raw);
});

demoRoutes.get("/demo/customers", (c) => c.json({ customers: sampleCustomers }));

demoRoutes.post("/demo/sign-in", async (c) => {
  const { environment, clock } = c.var.ports;
  const body: unknown = await c.req.json().catch(() => null);
  const wanted = SignInSchema.safeParse(body);
  const customer = sampleCustomers.find(({ subject }) => subject === wanted.data?.customer);
  if (!customer) throw new Refused("invalid_request", `customer: one of ${sampleCustomers.map(({ subject }) => subject).join(", ")}`);
  if (environment.IDENTITY_KEY === undefined) throw new Refused("identity_closed", "set IDENTITY_KEY, or run `npm start`");
  return c.json({ identity: await signIdentity(customer, environment.IDENTITY_KEY, clock.now()) });
});

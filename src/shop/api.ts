/**
 * The invented shop's own order and billing API, as a company's system stands behind its desk: real routes, its own tables, a key of its own. Whoever has the key may ask for any customer, as it
 * is with such systems: that nobody asks for another one's is the desk's business (`#adapters/tools`). A refund wants an Idempotency-Key
 * (draft-ietf-httpapi-idempotency-key-header) and answers the same key alike.
 */
import { Hono } from "hono";
import { ShopStore } from "./store.ts";

export type ShopOptions = { database: D1Database; key: string; nowMs: () => number };

/** Where the routes are mounted. */
export const shopPath = "/demo/shop";

/** Seeded once an isolate; a failure is tried again with the next call. */
let isSeeded = false;

export function shopApi({ database, key, nowMs }: ShopOptions): Hono {
  const store = new ShopStore(database, nowMs);
  const app = new Hono().basePath(shopPath);

  app.use(async (c, next) => {
    if (key === "" || c.req.header("authorization") !== `Bearer ${key}`) return c.json({ error: "unauthorized" }, 401);
    if (!isSeeded) await store.seed();
    isSeeded = true;
    return next();
  });

  app.get("/customers/:customer/orders/:order", async (c) => {
    const order = await store.order(c.req.param("customer"), c.req.param("order"));
    return order ? c.json(order) : c.json({ error: "no such order" }, 404);
  });

  app.get("/customers/:customer/invoices/:invoice", async (c) => {
    const invoice = await store.invoice(c.req.param("customer"), c.req.param("invoice"));
    return invoice ? c.json(invoice) : c.json({ error: "no such invoice" }, 404);
  });

  app.post("/customers/:customer/invoices/:invoice/refund", async (c) => {
    const idempotencyKey = c.req.header("idempotency-key");
    if (idempotencyKey === undefined || idempotencyKey === "") return c.json({ error: "Idempotency-Key is missing" }, 400);
    const refund = await store.refund(c.req.param("customer"), c.req.param("invoice"), idempotencyKey);
    if (refund === null) return c.json({ error: "no such invoice" }, 404);
    return refund === "refunded" ? c.json({ error: "refunded before" }, 409) : c.json(refund, 201);
  });

  return app;
}

/** How often an address may ask. What a model may cost is limited elsewhere; this keeps a flood away from the objects. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { DeskEnv } from "./desk-env.ts";
import { Refused } from "./problems.ts";

/** Set by Cloudflare and not to be forged from outside; absent on a laptop. */
export const addressOf = (c: Context<DeskEnv>): string => c.req.header("cf-connecting-ip") ?? "local";

export const limited = (which: "start" | "request") =>
  createMiddleware<DeskEnv>(async (c, next) => {
    if (!(await c.var.ports.limits[which].take(addressOf(c)))) throw new Refused("too_many_requests", "try again in a minute");
    await next();
  });

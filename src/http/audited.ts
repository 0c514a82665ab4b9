/** Entries of the audit log: written when the answer is good, after it has gone out, and only for people of the desk. A visitor's own doings are none. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { AuditedAction } from "#contracts/operators";
import type { DeskEnv } from "./desk-env.ts";

/** Notes the action on the thing that the path's `param` names. `once`: for what a page asks again and again while it is open. */
export const audited = (action: AuditedAction, { param = "id", once = false }: { param?: string; once?: boolean } = {}) =>
  createMiddleware<DeskEnv>(async (c, next) => {
    await next();
    if (c.res.ok) note(c, action, c.req.param(param) ?? "", { once });
  });

/** @param subject an id, or names of settings; never text. */
export function note(c: Context<DeskEnv>, action: AuditedAction, subject: string, how: { once: boolean } = { once: false }): void {
  const { operator, ports } = c.var;
  if (operator) ports.audit.note(operator, action, subject, how);
}

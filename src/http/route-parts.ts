/** Words that the descriptions of many routes share: JSON in and out, and what is refused to whoever may not come in. */
import type { z } from "@hono/zod-openapi";
import { knownOrigin, operatorOnly } from "./access.ts";

/** A response with a JSON body. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { "application/json": { schema } } });

/** A request's JSON body, without which it is refused. */
export const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: { "application/json": { schema } } });

/** A route for anybody of the desk. Role: agent. */
export const asOperator = { tags: ["operator"], middleware: [knownOrigin, operatorOnly] };

/** What every route of the desk may answer. */
export const operatorRefusals = [
  "invalid_request",
  "operator_required",
  "operator_closed",
  "foreign_origin",
  "access_unavailable",
] as const;

/** The same for a route that only admins may use. */
export const adminRefusals = [...operatorRefusals, "admin_required"] as const;

/** What may be answered to whoever shows a conversation's token. */
export const tokenRefusals = [
  "invalid_request",
  "missing_token",
  "invalid_token",
  "expired_token",
  "foreign_conversation",
  "foreign_origin",
  "too_many_requests",
] as const;

/** What every route of one conversation may answer to its visitor. */
export const visitorRefusals = [...tokenRefusals, "not_found"] as const;

/** Where every group of routes starts from. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { DeskEnv } from "./desk-env.ts";
import { refusedByValidation } from "./problems.ts";

/** An app whose validation errors are problem details. */
export const deskApp = (): OpenAPIHono<DeskEnv> => new OpenAPIHono<DeskEnv>({ defaultHook: refusedByValidation });

/** What every route of the desk has at hand: the ports, wired once a request. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { DeskPorts } from "#compose/desk-ports";
import { refusedByValidation } from "./problems.ts";

export type DeskEnv = { Bindings: Env; Variables: { ports: DeskPorts } };

/** An app whose validation errors are problem details. Every group of routes starts from one. */
export const deskApp = (): OpenAPIHono<DeskEnv> => new OpenAPIHono<DeskEnv>({ defaultHook: refusedByValidation });

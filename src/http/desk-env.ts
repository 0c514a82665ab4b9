/** What every route of the desk has at hand: the ports, wired once a request, and, where the route is an operator's, who that is. */
import type { DeskPorts } from "#compose/desk-ports";
import type { Operator } from "#domain/operator";

export type DeskEnv = { Bindings: Env; Variables: { ports: DeskPorts; operator?: Operator } };

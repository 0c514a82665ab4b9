/** What every route of the desk has at hand: the ports, wired once a request. */
import type { DeskPorts } from "#compose/desk-ports";

export type DeskEnv = { Bindings: Env; Variables: { ports: DeskPorts } };

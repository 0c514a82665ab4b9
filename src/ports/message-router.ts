/** Routes a message without a network: the embedded engine behind the router agent's fast path and bottom rung. */
import type { Routing } from "#domain/routing";

export interface MessageRouter {
  route(text: string): Promise<Routing>;
  /** Labels of the intents that only a person should take, such as a complaint. */
  readonly handoffIntents: ReadonlySet<string>;
}

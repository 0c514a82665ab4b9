/** The embedded engine's router as a port. The model is the one that the desk trained, when there is one, else the one that was shipped. */
import { type CellReader, currentValue, type StaleCell } from "#adapters/isolate/stale-cell";
import type { Routing } from "#domain/routing";
import { routeMessage } from "#embedded/routing/route";
import type { MessageRouter } from "#ports/message-router";
import type { ShippedRouter } from "./shipped-router.ts";
import type { ModelInForce } from "./trained-model.ts";

export type EmbeddedRouterOptions = { shipped: ShippedRouter; cell: StaleCell<ModelInForce>; reader: CellReader<ModelInForce> };

export class EmbeddedRouter implements MessageRouter {
  readonly handoffIntents: ReadonlySet<string>;
  readonly #cell: StaleCell<ModelInForce>;
  readonly #reader: CellReader<ModelInForce>;

  constructor({ shipped, cell, reader }: EmbeddedRouterOptions) {
    this.handoffIntents = shipped.handoffIntents;
    this.#cell = cell;
    this.#reader = reader;
  }

  async route(text: string): Promise<Routing> {
    const { model } = await currentValue(this.#cell, this.#reader);
    return routeMessage(model, text);
  }
}

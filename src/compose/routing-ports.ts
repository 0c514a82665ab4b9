/** The router and its teacher, wired over the same model. */
import { workersClock } from "#adapters/platform/workers-clock";
import { D1Intents } from "#adapters/routing/d1-intents";
import { EmbeddedRouter } from "#adapters/routing/embedded-router";
import { loadModelInForce } from "#adapters/routing/trained-model";
import type { IntentTrainer } from "#ports/intent-trainer";
import type { MessageRouter } from "#ports/message-router";
import { modelCell, shippedRouter } from "./isolate.ts";

/** @param background keeps work alive that nobody waits for. */
export function routingPorts(env: Env, background: (work: Promise<void>) => void): { router: MessageRouter; intents: IntentTrainer } {
  const shipped = shippedRouter();
  const cell = modelCell();
  const reader = { load: (held: typeof cell.value) => loadModelInForce(env.DB, shipped, held), clock: workersClock, background };
  return {
    router: new EmbeddedRouter({ shipped, cell, reader }),
    intents: new D1Intents({ database: env.DB, clock: workersClock, shipped, cell, reader }),
  };
}

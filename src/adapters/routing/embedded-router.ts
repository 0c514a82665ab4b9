/** The embedded engine's router as a port: a trained model and the intents that only people should take. */
import { type ArtefactError, parseIntentModel } from "#embedded/intents/artefact";
import type { IntentModel } from "#embedded/intents/model";
import { routeMessage } from "#embedded/routing/route";
import type { Routing } from "#domain/routing";
import type { MessageRouter } from "#ports/message-router";

export class EmbeddedRouter implements MessageRouter {
  readonly handoffIntents: ReadonlySet<string>;
  readonly #model: IntentModel;

  constructor({ model, handoffIntents }: { model: IntentModel; handoffIntents: ReadonlySet<string> }) {
    this.#model = model;
    this.handoffIntents = handoffIntents;
  }

  route(text: string): Routing {
    return routeMessage(this.#model, text);
  }
}

/** Throws for bytes that are no model of today's format: a Worker with a broken build must not start. */
export function loadModel(bytes: ArrayBuffer): IntentModel {
  const model = parseIntentModel(new Uint8Array(bytes));
  if (!model.ok) throw new Error(`dist/router-model.bin cannot be read (${describe(model.error)}); run npm run build`);
  return model.value;
}

const describe = ({ reason }: ArtefactError): string => reason;

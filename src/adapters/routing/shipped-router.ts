/** What the build shipped for the router: the trained model, its examples, and the taxonomy that both are about. */
import { type ArtefactError, parseIntentModel } from "#embedded/intents/artefact";
import type { IntentModel } from "#embedded/intents/model";
import type { Example } from "#embedded/intents/train";

export type ShippedRouter = {
  model: IntentModel;
  /** Names this very model: what the desk trained on top of another one does not count. */
  fingerprint: string;
  /** Read only when somebody teaches. */
  examples: () => readonly Example[];
  labels: ReadonlySet<string>;
  /** Labels of the intents that only a person should take. */
  handoffIntents: ReadonlySet<string>;
};

/** Throws for bytes that are no model of today's format: a Worker with a broken build must not start. */
export function loadModel(bytes: Uint8Array): IntentModel {
  const model = parseIntentModel(bytes);
  if (!model.ok) throw new Error(`the intent model cannot be read (${reasonOf(model.error)}); run npm run build`);
  return model.value;
}

const reasonOf = ({ reason }: ArtefactError): string => reason;

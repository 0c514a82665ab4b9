/** The router that the Worker ships: trained from `support/`, packed and unpacked, so that an evaluation can never measure an old build. */

import { inRepository } from "../scripts/repository.ts";
import { routerModelBytes } from "../scripts/build/router-model.ts";
import { parseIntentModel } from "#embedded/intents/artefact";
import type { IntentModel } from "#embedded/intents/model";

/** @throws InputError when `support/intents` has a fault. */
export function shippedRouter(): IntentModel {
  const parsed = parseIntentModel(routerModelBytes(inRepository("support")).bytes);
  if (!parsed.ok) throw new Error(`the packed router cannot be read: ${parsed.error.reason}`);
  return parsed.value;
}

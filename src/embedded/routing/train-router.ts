/** Trains the router: an intent model that also reads what the lexicons found. Served by `routeMessage` only, which gives the same hints. */

import type { Result } from "#domain/result";
import type { IntentModel } from "#embedded/intents/model";
import { trainIntents, type Example, type TrainError } from "#embedded/intents/train";
import { lexiconHints } from "./lexicon.ts";

/** `handoff`: the labels under which a wish for a person is filed. Reasons: those of `trainIntents`. */
export function trainRouter(examples: readonly Example[], handoff: readonly string[] = ["escalation"]): Result<IntentModel, TrainError> {
  return trainIntents(examples, { hints: lexiconHints, handoff });
}

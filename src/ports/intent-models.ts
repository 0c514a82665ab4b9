/** Where the trained intent model comes from. */
import type { IntentModel } from "#embedded/intents/model";

export interface IntentModels {
  /** The model that is in force now; kept in memory, so that asking costs nothing after the first time. */
  current(): IntentModel;
}

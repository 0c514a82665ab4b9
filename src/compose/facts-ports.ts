/** Where the facts of turns are kept, and the way that conversations tell them, wired. */
import { workersClock } from "#adapters/platform/workers-clock";
import { CollectedFacts } from "#adapters/turns/collected-facts";
import { D1TurnFacts } from "#adapters/turns/d1-turn-facts";
import type { TurnFactsStore } from "#ports/turn-facts";

export const factsStore = (env: Env): TurnFactsStore => new D1TurnFacts({ database: env.DB, clock: workersClock });

export const collectedFacts = (env: Env): Pick<TurnFactsStore, "keep"> => new CollectedFacts(env.FACTS);

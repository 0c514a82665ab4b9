/** The desk's database, as far as it keeps the facts of turns: it fails before or after it has written, and what is on its way to it arrives even when the object that sent it has died. */
import { isTurn, type TurnFacts } from "#contracts/turn-facts";
import type { TurnFactsStore } from "#ports/turn-facts";
import type { Life } from "./object-host.ts";
import type { World } from "./world.ts";

export class FactsStore {
  readonly rows = new Map<string, TurnFacts>();
  readonly #world: World;
  #isForgotten = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** @param out the object's output gate: what was not stored is not sent. */
  of(life: Life, out: (send: () => void) => void): Pick<TurnFactsStore, "keep"> {
    const { timeline, dice } = this.#world;
    return {
      keep: (facts) =>
        new Promise((resolve, reject) => {
          out(() => {
            const { faults } = this.#world;
            const failsBefore = dice.under(faults.factsFailBefore);
            const failsAfter = dice.under(faults.factsFailAfter);
            timeline.after(dice.between(1, 400), () => {
              if (!failsBefore && !this.#isForgotten) for (const one of facts.filter(isTurn)) this.rows.set(one.run, one);
              timeline.say("facts", failsBefore ? "are not taken" : `are taken: ${facts.map(({ run }) => run.slice(-2)).join(", ")}`);
              timeline.after(dice.between(1, 30), () => {
                if (life.isOver) return;
                if (failsBefore || failsAfter) reject(new Error("the database does not answer"));
                else resolve();
              });
            });
          });
        }),
    };
  }

  async forget(): Promise<void> {
    this.rows.clear();
    this.#isForgotten = true;
  }
}

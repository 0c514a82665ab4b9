/** Facts of turns by way of an object that gathers them from many conversations; conversations are spread over a few of those, so that none has too much to do. */
import type { ToldFacts } from "#contracts/turn-facts";
import type { TurnFactsStore } from "#ports/turn-facts";

export type CollectorObjects = { getByName(name: string): { keep(facts: readonly ToldFacts[]): Promise<void> } };

const shards = 4;

export class CollectedFacts implements Pick<TurnFactsStore, "keep"> {
  readonly #objects: CollectorObjects;

  constructor(objects: CollectorObjects) {
    this.#objects = objects;
  }

  async keep(facts: readonly ToldFacts[]): Promise<void> {
    const [first] = facts;
    if (first) await this.#objects.getByName(`facts-${Number.parseInt(first.conversation.slice(0, 1), 16) % shards}`).keep(facts);
  }
}

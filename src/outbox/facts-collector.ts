/**
 * Gathers what many conversations tell at about the same time into one write: a statement costs the database as much as its rows. Nothing is kept here that a conversation has
 * forgotten: each call resolves when its rows are written, and rejects when they were not, so whoever told them tells them again.
 */
import { DurableObject } from "cloudflare:workers";
import { factsStore } from "#compose/facts-ports";
import type { ToldFacts } from "#contracts/turn-facts";

/** Nobody waits for it but the conversation's alarm. */
const gatherMs = 500;
/** Of one statement: well under what a bound value may weigh (2 MB). */
const rowsAtOnce = 1_000;

type Batch = { facts: ToldFacts[]; written: Promise<void> };

export class FactsCollector extends DurableObject<Env> {
  readonly #store = factsStore(this.env);
  #gathering: Batch | null = null;

  keep(facts: readonly ToldFacts[]): Promise<void> {
    const batch = this.#gathering ?? this.#open();
    batch.facts.push(...facts);
    if (batch.facts.length >= rowsAtOnce) this.#gathering = null;
    return batch.written;
  }

  #open(): Batch {
    const batch: Batch = { facts: [], written: scheduler.wait(gatherMs).then(() => this.#write(batch)) };
    this.#gathering = batch;
    return batch;
  }

  #write(batch: Batch): Promise<void> {
    if (this.#gathering === batch) this.#gathering = null;
    return this.#store.keep(batch.facts);
  }
}

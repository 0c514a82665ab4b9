/** Teaching the router over D1: the desk's own examples beside the shipped ones, and the model that is learned from both. */
import { z } from "zod";
import { type CellReader, freshValue, type StaleCell } from "#adapters/isolate/stale-cell";
import type { ExampleList, IntentExample, IntentModelFacts } from "#contracts/intents";
import { fail, ok, type Result } from "#domain/result";
import { serialiseIntentModel } from "#embedded/intents/artefact";
import { trainRouter } from "#embedded/routing/train-router";
import type { Clock } from "#ports/clock";
import type { IntentTrainer, TeachFailure } from "#ports/intent-trainer";
import type { ShippedRouter } from "./shipped-router.ts";
import { type ModelInForce, storeModel } from "./trained-model.ts";

const RowSchema = z
  .object({ id: z.int(), text: z.string(), label: z.string(), added_at: z.int() })
  .transform(({ added_at, ...row }) => ({ ...row, addedAt: new Date(added_at).toISOString() }));

export type D1IntentsOptions = {
  database: D1Database;
  clock: Clock;
  shipped: ShippedRouter;
  cell: StaleCell<ModelInForce>;
  reader: CellReader<ModelInForce>;
};

export class D1Intents implements IntentTrainer {
  readonly #options: D1IntentsOptions;

  constructor(options: D1IntentsOptions) {
    this.#options = options;
  }

  async facts(): Promise<IntentModelFacts> {
    const { model, revision, trainedAtMs } = await freshValue(this.#options.cell, this.#options.reader);
    return {
      source: revision === 0 ? "shipped" : "trained",
      revision,
      examples: model.facts.examples,
      heldOutAccuracy: model.facts.heldOutAccuracy,
      trainedAt: trainedAtMs === null ? null : new Date(trainedAtMs).toISOString(),
    };
  }

  async examples(): Promise<ExampleList> {
    const { results } = await this.#options.database.prepare("SELECT * FROM intent_examples ORDER BY id DESC").all();
    return { examples: z.array(RowSchema).parse(results) };
  }

  async add(examples: readonly IntentExample[]): Promise<Result<{ added: number }, TeachFailure>> {
    const { database, clock, shipped } = this.#options;
    const stranger = examples.find(({ label }) => !shipped.labels.has(label));
    if (stranger) return fail({ reason: "unknown_label", label: stranger.label, known: [...shipped.labels] });
    const put = database.prepare(
      "INSERT INTO intent_examples (text, label, added_at) VALUES (?1, ?2, ?3) ON CONFLICT (text) DO UPDATE SET label = excluded.label",
    );
    await database.batch(examples.map(({ text, label }) => put.bind(text, label, clock.now())));
    return ok({ added: examples.length });
  }

  async remove(ids: readonly number[]): Promise<void> {
    await this.#options.database
      .prepare("DELETE FROM intent_examples WHERE id IN (SELECT value FROM json_each(?1))")
      .bind(JSON.stringify(ids))
      .run();
  }

  async train(): Promise<IntentModelFacts> {
    const { database, clock, shipped } = this.#options;
    const { examples: own } = await this.examples();
    const corrected = new Set(own.map(({ text }) => text));
    const examples = [...shipped.examples().filter(({ text }) => !corrected.has(text)), ...own];
    const trained = trainRouter(examples, [...shipped.handoffIntents]);
    // The shipped examples alone are enough to learn from, so this is a broken build.
    if (!trained.ok) throw new Error(`the router cannot be trained: ${trained.error.reason}`);
    await storeModel(database, { base: shipped.fingerprint, bytes: serialiseIntentModel(trained.value), atMs: clock.now() });
    return this.facts();
  }
}

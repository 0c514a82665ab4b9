/** The model that the running desk trained, in D1. One row; each isolate asks for its revision and reads the bytes only when it has changed. */
import { z } from "zod";
import { parseIntentModel } from "#embedded/intents/artefact";
import type { IntentModel } from "#embedded/intents/model";
import type { ShippedRouter } from "./shipped-router.ts";

/** `revision`: 0 for the shipped model. */
export type ModelInForce = { model: IntentModel; revision: number; trainedAtMs: number | null };

const RevisionSchema = z.object({ revision: z.int(), base: z.string(), trained_at: z.int() });
const BytesSchema = z.object({ bytes: z.union([z.instanceof(ArrayBuffer), z.array(z.int())]) });

export const shippedModel = ({ model }: ShippedRouter): ModelInForce => ({ model, revision: 0, trainedAtMs: null });

/** The model of now, given what is held. A model on top of another release, or one that cannot be read, does not count. */
export async function loadModelInForce(database: D1Database, shipped: ShippedRouter, held: ModelInForce): Promise<ModelInForce> {
  const row = await database.prepare("SELECT revision, base, trained_at FROM intent_model").first();
  if (row === null) return shippedModel(shipped);
  const { revision, base, trained_at: trainedAtMs } = RevisionSchema.parse(row);
  if (base !== shipped.fingerprint) return shippedModel(shipped);
  if (revision === held.revision) return held;
  const { bytes } = BytesSchema.parse(await database.prepare("SELECT bytes FROM intent_model").first());
  const model = parseIntentModel(new Uint8Array(bytes));
  return model.ok ? { model: model.value, revision, trainedAtMs } : shippedModel(shipped);
}

export async function storeModel(
  database: D1Database,
  { base, bytes, atMs }: { base: string; bytes: Uint8Array; atMs: number },
): Promise<void> {
  await database
    .prepare(
      `INSERT INTO intent_model (one, revision, base, bytes, trained_at) VALUES (1, 1, ?1, ?2, ?3)
       ON CONFLICT (one) DO UPDATE SET revision = revision + 1, base = excluded.base, bytes = excluded.bytes, trained_at = excluded.trained_at`,
    )
    .bind(base, bytes, atMs)
    .run();
}

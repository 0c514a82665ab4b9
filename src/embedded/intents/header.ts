/**
 * The readable part of a model's bytes: label names, calibration and what training measured. Parsed strictly, field by field, without a
 * schema library, since the engine depends on nothing.
 */

import type { IntentModel } from "./model.ts";

export type ArtefactHeader = Pick<IntentModel, "labels" | "handoff" | "calibration" | "scope" | "facts"> & {
  unseen: number;
  scales: number[];
  biases: number[];
  /** Number of features and of weights in the body. */
  columns: number;
  weights: number;
};

export function headerOf(model: IntentModel): ArtefactHeader {
  return {
    labels: model.labels,
    handoff: model.handoff,
    calibration: model.calibration,
    scope: model.scope,
    facts: model.facts,
    unseen: model.vocabulary.unseen,
    scales: [...model.scales],
    biases: [...model.biases],
    columns: model.vocabulary.ids.length,
    weights: model.rowWeights.length,
  };
}

/** Reads a header; null when it is not one. */
export function readHeader(bytes: Uint8Array): ArtefactHeader | null {
  const raw = parseJson(bytes);
  const labels = field(raw, "labels");
  const handoff = field(raw, "handoff");
  const scales = numbers(field(raw, "scales"));
  const biases = numbers(field(raw, "biases"));
  const calibration = facts(field(raw, "calibration"), ["sharpness"]);
  const scope = facts(field(raw, "scope"), ["slope", "bias", "threshold"]);
  const training = facts(field(raw, "facts"), ["examples", "heldOutAccuracy", "heldOut"]);
  const sizes = facts(raw, ["unseen", "columns", "weights"]);
  if (
    !isNames(labels) ||
    !isNames(handoff) ||
    scales === null ||
    biases === null ||
    calibration === null ||
    scope === null ||
    training === null ||
    sizes === null
  )
    return null;
  if (labels.length === 0 || scales.length !== labels.length || biases.length !== labels.length) return null;
  if (![sizes.columns, sizes.weights].every((size) => Number.isInteger(size) && size >= 0)) return null;
  return { labels, handoff, calibration, scope, facts: training, scales, biases, ...sizes };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function numbers(value: unknown): number[] | null {
  return Array.isArray(value) && value.every((one): one is number => Number.isFinite(one)) ? value : null;
}

/** The wanted numbers of an object, by name; null when one is missing or not finite. */
function facts<Name extends string>(value: unknown, names: readonly Name[]): Record<Name, number> | null {
  const found: Partial<Record<Name, number>> = {};
  for (const name of names) {
    const one = field(value, name);
    if (typeof one !== "number" || !Number.isFinite(one)) return null;
    found[name] = one;
  }
  return isComplete(found, names) ? found : null;
}

function isComplete<Name extends string>(found: Partial<Record<Name, number>>, names: readonly Name[]): found is Record<Name, number> {
  return names.every((name) => found[name] !== undefined);
}

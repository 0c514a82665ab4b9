/**
 * The bytes of a model: a versioned header with what people may want to read (JSON), then the arrays, packed. A file that was cut, altered
 * or made by another version is refused with a reason; nothing is executed and no size in the file is trusted beyond the file itself.
 *
 * Layout, little-endian: "EDIM" · version u16 · 0 u16 · CRC-32 of all that follows u32 · header length u32 · header (UTF-8 JSON) · body.
 * Body, a row a column: gap to the previous id (varint) · rarity u8 · number of weights (varint) · their labels · their weights (i8 each).
 * Labels are a bitmap when that is shorter than gaps of one varint each.
 */

import { fail, ok, type Result } from "#domain/result";
import { ByteReader, ByteWriter, crc32 } from "./bytes.ts";
import { FEATURE_SPACE } from "./features.ts";
import { type ArtefactHeader, headerOf, readHeader } from "./header.ts";
import type { IntentModel } from "./model.ts";

const MAGIC = 0x4d494445; // "EDIM"
const VERSION = 1;
const BODY_START = 16;

export type ArtefactError =
  | { reason: "not_an_intent_model" }
  | { reason: "other_version"; version: number }
  /** The bytes are not those that were written: cut, altered, or packed by something else. */
  | { reason: "damaged" };

/** Packs a model. The same model gives the same bytes. */
export function serialiseIntentModel(model: IntentModel): Uint8Array {
  const body = new ByteWriter();
  const header = new TextEncoder().encode(JSON.stringify(headerOf(model)));
  body.u32(header.length);
  body.bytes(header);
  writeRows(model, body);
  const packed = body.done();
  const whole = new ByteWriter();
  whole.u32(MAGIC);
  whole.u32(VERSION);
  whole.u32(crc32(packed));
  whole.bytes(packed);
  return whole.done();
}

/** Unpacks a model. Reasons: `not_an_intent_model`, `other_version`, `damaged`. */
export function parseIntentModel(bytes: Uint8Array): Result<IntentModel, ArtefactError> {
  const reader = new ByteReader(bytes);
  if (bytes.length < BODY_START || reader.u32() !== MAGIC) return fail({ reason: "not_an_intent_model" });
  const version = reader.u32();
  if (version !== VERSION) return fail({ reason: "other_version", version });
  if (reader.u32() !== crc32(bytes.subarray(12))) return fail({ reason: "damaged" });
  const header = readHeader(reader.bytes(reader.u32()));
  const rows = header === null ? null : readRows(reader, header);
  if (header === null || rows === null || reader.overrun) return fail({ reason: "damaged" });
  const { columns: _columns, weights: _weights, unseen, scales, biases, ...rest } = header;
  return ok({
    ...rest,
    vocabulary: { ids: rows.ids, rarity: rows.rarity, unseen },
    starts: rows.starts,
    rowLabels: rows.rowLabels,
    rowWeights: rows.rowWeights,
    scales: Float32Array.from(scales),
    biases: Float32Array.from(biases),
  });
}

function writeRows(model: IntentModel, body: ByteWriter): void {
  const { vocabulary, starts, rowLabels, rowWeights } = model;
  let previousId = -1;
  vocabulary.ids.forEach((id, column) => {
    const from = starts[column] ?? 0;
    const labels = rowLabels.subarray(from, starts[column + 1]);
    body.varint(id - previousId - 1);
    previousId = id;
    body.u8(vocabulary.rarity[column] ?? 0);
    body.varint(labels.length);
    if (isBitmapShorter(labels.length, model.labels.length)) body.bytes(bitmapOf(labels, model.labels.length));
    else labels.forEach((label, at) => body.varint(label - (at === 0 ? 0 : (labels[at - 1] ?? 0) + 1)));
    for (let at = 0; at < labels.length; at += 1) body.u8((rowWeights[from + at] ?? 0) & 0xff);
  });
}

type Rows = Pick<IntentModel, "starts" | "rowLabels" | "rowWeights"> & { ids: Uint32Array; rarity: Uint8Array };

function readRows(reader: ByteReader, header: ArtefactHeader): Rows | null {
  const labelCount = header.labels.length;
  const { columns, weights } = header;
  if (columns > reader.left || weights > reader.left) return null;
  const ids = new Uint32Array(columns);
  const rarity = new Uint8Array(columns);
  const starts = new Uint32Array(columns + 1);
  const rowLabels = new Uint16Array(weights);
  const rowWeights = new Int8Array(weights);
  let previousId = -1;
  let end = 0;
  for (let column = 0; column < columns; column += 1) {
    previousId += reader.varint() + 1;
    ids[column] = previousId;
    rarity[column] = reader.u8();
    const count = reader.varint();
    if (previousId >= FEATURE_SPACE || count > labelCount || end + count > weights) return null;
    const labels = isBitmapShorter(count, labelCount) ? fromBitmap(reader.bytes(Math.ceil(labelCount / 8))) : fromGaps(reader, count);
    if (labels.length !== count || (labels.at(-1) ?? 0) >= labelCount) return null;
    rowLabels.set(labels, end);
    for (let at = 0; at < count; at += 1) rowWeights[end + at] = reader.u8();
    end += count;
    starts[column + 1] = end;
  }
  return end === weights && reader.left === 0 ? { ids, rarity, starts, rowLabels, rowWeights } : null;
}

function isBitmapShorter(count: number, labelCount: number): boolean {
  return Math.ceil(labelCount / 8) < count;
}

function bitmapOf(labels: Uint16Array, labelCount: number): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(labelCount / 8));
  for (const label of labels) bitmap[label >> 3]! |= 1 << (label & 7); // label < labelCount
  return bitmap;
}

function fromBitmap(bitmap: Uint8Array): number[] {
  const labels: number[] = [];
  bitmap.forEach((bits, byte) => {
    for (let bit = 0; bit < 8; bit += 1) if ((bits >> bit) & 1) labels.push(byte * 8 + bit);
  });
  return labels;
}

function fromGaps(reader: ByteReader, count: number): number[] {
  const labels: number[] = [];
  for (let at = 0; at < count; at += 1) labels.push(reader.varint() + (at === 0 ? 0 : (labels[at - 1] ?? 0) + 1));
  return labels;
}

/**
 * What a model would say about messages that it has not seen: parts of the examples are held out, a model is trained on the rest, and its
 * margins on the held-out part are kept. Calibration and the scope gate are fitted on these.
 */

import type { HeldOut } from "./calibrate.ts";
import type { FeatureCounts } from "./features.ts";
import { marginsOf, trainLinear } from "./linear.ts";
import { seededRandom, shuffle } from "./random.ts";
import { buildVocabulary, vectorise } from "./weighting.ts";

/** Examples as features; `gold[i]` is the label of `documents[i]`, −1 for one that belongs to no label. */
export type Labelled = { documents: readonly FeatureCounts[]; gold: Int32Array; labelCount: number };

const FOLDS = 5;

/** Examples held out at most; more would only cost time. */
const ENOUGH = 2_000;

/** Every fourth label is left out, once. With fewer labels nothing can be left out. */
const LEFT_OUT_EVERY = 4;

/** Examples of a label that the models with labels left out see at most: a gate needs no more, and the time is better spent. */
const ENOUGH_A_LABEL = 40;

/** Margins of held-out examples under models of all labels. */
export function holdOutExamples(labelled: Labelled): HeldOut[] {
  const { fold } = placesOf(labelled);
  const heldOut: HeldOut[] = [];
  for (let turn = 0; turn < FOLDS && heldOut.length < ENOUGH; turn += 1) {
    heldOut.push(
      ...judge(
        labelled,
        (at) => fold[at] !== turn,
        (at) => fold[at] === turn,
        turn,
      ),
    );
  }
  return heldOut;
}

/** Margins of held-out examples under a model that some labels were left out of; `gold` is −1 for the examples of those. */
export function holdOutLabels(labelled: Labelled): HeldOut[] {
  if (labelled.labelCount < LEFT_OUT_EVERY) return [];
  const { fold, place } = placesOf(labelled);
  const isLeftOut = (at: number): boolean => labelled.gold[at]! >= 0 && labelled.gold[at]! % LEFT_OUT_EVERY === 0; // at < gold.length
  const isUsed = (at: number): boolean => place[at]! < ENOUGH_A_LABEL;
  const judged = judge(
    labelled,
    (at) => isUsed(at) && !isLeftOut(at) && fold[at] !== 0,
    (at) => isUsed(at) && (isLeftOut(at) || fold[at] === 0),
    FOLDS,
  );
  return judged.map((one) => (one.gold % LEFT_OUT_EVERY === 0 ? { ...one, gold: -1 } : one));
}

/** Trains on the examples that `isTrained` takes and judges those that `isJudged` takes. */
function judge(
  { documents, gold, labelCount }: Labelled,
  isTrained: (at: number) => boolean,
  isJudged: (at: number) => boolean,
  turn: number,
): HeldOut[] {
  const rest = documents.filter((_, at) => isTrained(at));
  const vocabulary = buildVocabulary(rest);
  const vectors = rest.map((document) => vectorise(vocabulary, document));
  const weights = trainLinear(
    vectors,
    gold.filter((_, at) => isTrained(at)),
    labelCount,
    vocabulary.ids.length,
    turn + 2,
  );
  const judged: HeldOut[] = [];
  documents.forEach((document, at) => {
    if (!isJudged(at)) return;
    const vector = vectorise(vocabulary, document);
    judged.push({ margins: marginsOf(weights, vector), gold: gold[at] ?? -1, known: vector.known });
  });
  return judged;
}

/** For each example its place among those of its label, in random order, and its fold; every label is spread evenly. */
function placesOf({ gold, labelCount }: Labelled): { fold: Int32Array; place: Int32Array } {
  const order = Int32Array.from(gold, (_, at) => at);
  shuffle(order, order.length, seededRandom(7));
  const next = new Int32Array(labelCount + 1);
  const fold = new Int32Array(gold.length);
  const place = new Int32Array(gold.length);
  for (const at of order) {
    const label = (gold[at] ?? -1) + 1;
    place[at] = next[label]!; // label < labelCount + 1
    fold[at] = (place[at]! + label) % FOLDS;
    next[label]! += 1;
  }
  return { fold, place };
}

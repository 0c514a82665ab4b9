/**
 * Figures of classifiers and detectors. Nothing here returns NaN: what cannot be computed is `null` with the reason, so that a table never shows
 * a number that means nothing. Ties in scores are shared out fairly, so that no figure depends on the order of the rows.
 */

/** A figure, or why there is none. */
export type Measure = { value: number } | { value: null; why: string };

export const measured = (value: number): Measure => {
  if (!Number.isFinite(value)) throw new Error(`a figure must be a finite number, not ${value}`);
  return { value };
};

export const unmeasured = (why: string): Measure => ({ value: null, why });

/** part / whole, or why not. */
export const share = (part: number, whole: number, whyNot: string): Measure => (whole === 0 ? unmeasured(whyNot) : measured(part / whole));

export const mean = (values: readonly number[], whyNot = "nothing to average"): Measure =>
  share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
    whyNot,
  );

/** A label, or null for out of scope. */
export type Label = string | null;

/** Share of rows whose predicted label is the gold label, [0, 1]. */
export function accuracy(gold: readonly Label[], predicted: readonly Label[]): Measure {
  const right = gold.filter((label, row) => label === predicted[row]).length;
  return share(right, gold.length, "no rows");
}

/** Unweighted mean of F1 over the labels that occur in the gold column; a label that is never predicted counts 0. */
export function macroF1(gold: readonly Label[], predicted: readonly Label[]): Measure {
  const labels = [...new Set(gold)];
  const scores = labels.map((label) => {
    const { f1 } = detection(
      gold.map((other) => other === label),
      predicted.map((other) => other === label),
    );
    return f1.value ?? 0;
  });
  return mean(scores, "no rows");
}

/** Accuracy over the `coverage` (0, 1] most confident rows. Rows tied at the edge count by the share of them that fits in. */
export function accuracyAtCoverage(right: readonly boolean[], confidence: readonly number[], coverage: number): Measure {
  const wanted = Math.ceil(coverage * right.length - 1e-9);
  if (wanted === 0) return unmeasured("no rows");
  let taken = 0;
  let correct = 0;
  for (const group of tiedGroups(confidence).reverse()) {
    const fits = Math.min(group.length, wanted - taken);
    correct += (group.filter((row) => right[row]).length * fits) / group.length;
    taken += fits;
    if (taken === wanted) break;
  }
  return measured(correct / wanted);
}

/** Expected calibration error over `bins` bins of equal width (15 by default; Guo et al. 2017). Confidences are in [0, 1]. */
export function calibrationError(right: readonly boolean[], confidence: readonly number[], bins = 15): Measure {
  const rows = Array.from({ length: bins }, () => ({ n: 0, right: 0, confidence: 0 }));
  confidence.forEach((value, row) => {
    const bin = rows[Math.min(bins - 1, Math.max(0, Math.ceil(value * bins) - 1))];
    if (bin === undefined) throw new Error(`a confidence must be a number in [0, 1], not ${value}`);
    bin.n += 1;
    bin.right += right[row] ? 1 : 0;
    bin.confidence += value;
  });
  const error = rows.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0);
  return share(error, confidence.length, "no rows");
}

/** Area under the ROC curve from midranks (Mann–Whitney), ties counting one half. A higher score means more positive. */
export function auroc(positive: readonly boolean[], score: readonly number[]): Measure {
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0) return unmeasured("no positive rows");
  if (negatives === 0) return unmeasured("no negative rows");
  let rankSum = 0;
  let below = 0;
  for (const group of tiedGroups(score)) {
    const midrank = below + (group.length + 1) / 2;
    rankSum += midrank * group.filter((row) => positive[row]).length;
    below += group.length;
  }
  return measured((rankSum - (positives * (positives + 1)) / 2) / (positives * negatives));
}

/**
 * Share of negatives at or above the threshold that keeps at least `recall` of the positives: "false answers at 90 % answered".
 */
export function falseAlarmsAtRecall(positive: readonly boolean[], score: readonly number[], recall: number): Measure {
  const kept = score.filter((_, row) => positive[row]).sort((a, b) => b - a);
  const threshold = kept[Math.ceil(recall * kept.length - 1e-9) - 1];
  if (threshold === undefined) return unmeasured("no positive rows");
  const negatives = score.filter((_, row) => !positive[row]);
  return share(negatives.filter((value) => value >= threshold).length, negatives.length, "no negative rows");
}

export type Detection = { precision: Measure; recall: Measure; f1: Measure };

/** Precision, recall and F1 of a yes/no prediction. */
export function detection(gold: readonly boolean[], flagged: readonly boolean[]): Detection {
  const hits = gold.filter((yes, row) => yes && flagged[row]).length;
  return detectionFromCounts(hits, flagged.filter(Boolean).length, gold.filter(Boolean).length);
}

/** The same from counts: how many were rightly found, found, and there to be found. */
export function detectionFromCounts(hits: number, found: number, there: number): Detection {
  return {
    precision: share(hits, found, "nothing was flagged"),
    recall: share(hits, there, "no positive rows"),
    f1: share(2 * hits, found + there, "nothing to find and nothing flagged"),
  };
}

/** The smallest value that at least `percent` (0, 100] of the values do not exceed (nearest rank). */
export function percentile(values: readonly number[], percent: number): Measure {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length - 1e-9) - 1)];
  return value === undefined ? unmeasured("no values") : measured(value);
}

/** Row numbers grouped by equal score, lowest score first. */
function tiedGroups(score: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  score.forEach((value, row) => {
    if (Number.isNaN(value)) throw new Error(`row ${row + 1} has no score`);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  });
  return [...groups].sort(([a], [b]) => a - b).map(([, rows]) => rows);
}

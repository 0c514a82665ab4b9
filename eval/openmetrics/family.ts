/** What the samples of one metric family must keep to, by its type (OpenMetrics 1.0, "Metric Types"). */
import { type Labels, MalformedText, numberOf, type Sample } from "./lines.ts";

export const types = ["unknown", "gauge", "counter", "stateset", "info", "histogram", "gaugehistogram", "summary"] as const;
export type FamilyType = (typeof types)[number];

export const suffixes: Record<FamilyType, readonly string[]> = {
  unknown: [""],
  gauge: [""],
  counter: ["_total", "_created"],
  stateset: [""],
  info: ["_info"],
  histogram: ["_bucket", "_sum", "_count", "_created"],
  gaugehistogram: ["_bucket", "_gsum", "_gcount"],
  summary: ["", "_sum", "_count", "_created"],
};

/** A suffix's samples that may carry an example. */
const exemplified: Partial<Record<FamilyType, string>> = { counter: "_total", histogram: "_bucket", gaugehistogram: "_bucket" };
const longestExemplar = 128;

export type Family = { name: string; type: FamilyType };

/** The labels that tell a metric from the others of its family: those that tell its samples apart are left out. */
export function groupOf({ name, type }: Family, labels: Labels): string {
  const apart = type === "stateset" ? name : type === "summary" ? "quantile" : type.endsWith("histogram") ? "le" : undefined;
  return keyOf([...labels].filter(([label]) => label !== apart));
}

export function checkSample(family: Family, sample: Sample): void {
  const { labels, value, exemplar } = sample;
  const suffix = sample.name.slice(family.name.length);
  const demand = (holds: boolean, what: string): void => {
    if (!holds) throw new MalformedText(`${sample.name}: ${what}`);
  };
  const isCount = value >= 0;
  switch (family.type) {
    case "counter":
      demand(isCount, "a counter is a number from 0 on");
      break;
    case "histogram":
      demand(isCount, "what a histogram counts is a number from 0 on");
      break;
    case "gaugehistogram":
      demand(suffix === "_gsum" ? !Number.isNaN(value) : isCount, "what a histogram counts is a number from 0 on");
      break;
    case "summary":
      demand(suffix === "" ? !(value < 0) : isCount, "what a summary counts is a number from 0 on");
      if (suffix === "") demand(isShare(labels.get("quantile")), "a quantile is from 0 to 1");
      break;
    case "stateset":
      demand(labels.has(family.name), `a state needs the label ${family.name}`);
      demand(value === 0 || value === 1, "a state is 0 or 1");
      break;
    case "info":
      demand(value === 1, "an info is 1");
      break;
    case "unknown":
    case "gauge":
      break;
  }
  if (suffix === "_bucket" && family.type.endsWith("histogram")) demand(isBound(labels.get("le")), "a bucket needs its bound, le");
  if (!exemplar) return;
  demand(exemplified[family.type] === suffix, "no example may stand here");
  const length = [...exemplar.labels].reduce((sum, [name, text]) => sum + [...name].length + [...text].length, 0);
  demand(length <= longestExemplar, `an example's labels have at most ${longestExemplar} characters`);
}

/** All samples of one metric, in their order. */
export function checkGroup(family: Family, samples: readonly Sample[]): void {
  if (family.type !== "histogram" && family.type !== "gaugehistogram") return;
  const fail = (what: string): never => {
    throw new MalformedText(`${family.name}: ${what}`);
  };
  const of = (suffix: string): Sample[] => samples.filter(({ name }) => name === family.name + suffix);
  const buckets = of("_bucket").map(({ labels, value }) => ({ bound: numberOf(labels.get("le") ?? ""), value }));
  const last = buckets.at(-1);
  if (last?.bound !== Infinity) return fail("the last bucket must be +Inf");
  for (const [i, bucket] of buckets.entries()) {
    const before = buckets[i - 1];
    if (before && !(bucket.bound > before.bound)) fail("bounds must rise");
    if (before && bucket.value < before.value) fail("buckets must not fall");
  }
  const [sumName, countName] = family.type === "histogram" ? ["_sum", "_count"] : ["_gsum", "_gcount"];
  const [sum, count] = [of(sumName)[0], of(countName)[0]];
  if ((sum === undefined) !== (count === undefined)) fail("sum and count stand together");
  if (count && count.value !== last.value) fail("the count is that of the bucket +Inf");
  const hasNegative = buckets.some(({ bound }) => bound < 0);
  if (family.type === "histogram" && sum && hasNegative) fail("no sum where values may be negative");
  if (family.type === "gaugehistogram" && sum && sum.value < 0 && !hasNegative) fail("a negative sum needs a negative bound");
}

const isShare = (text: string | undefined): boolean => text !== undefined && text !== "" && Number(text) >= 0 && Number(text) <= 1;
const isBound = (text: string | undefined): boolean =>
  text !== undefined && (text === "+Inf" || (text.trim() !== "" && Number.isFinite(Number(text))));

/** The same for the same labels in any order. */
export const keyOf = (labels: readonly (readonly [string, string])[]): string =>
  labels
    .map((label) => JSON.stringify(label))
    .toSorted((a, b) => a.localeCompare(b))
    .join(",");

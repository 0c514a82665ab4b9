/**
 * Figures as text for Prometheus: OpenMetrics 1.0 for whoever takes it, else the older text format 0.0.4. The same families either way; a counter's family is named without `_total` in the newer one and
 * with it in the older, and only the newer one has units, examples and an end mark.
 */
import { type Distribution, type Figures, seriesParts } from "#domain/figures";
import { counters, histograms, type LabelName } from "#domain/metrics";
import type { Gauge } from "#ports/figures";

export type Dialect = "openmetrics" | "text";

export const contentTypes: Record<Dialect, string> = {
  openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8",
  text: "text/plain; version=0.0.4; charset=utf-8",
};

/** Prometheus asks for OpenMetrics by name; whoever asks for plain text alone gets that. */
export const dialectFor = (accept: string | undefined): Dialect =>
  accept !== undefined && !accept.includes("openmetrics-text") && accept.includes("text/plain") ? "text" : "openmetrics";

type Labels = readonly (readonly [name: string, value: string])[];

const prefix = "edgedesk_";

export function exposition(figures: Figures, gauges: readonly Gauge[], dialect: Dialect): string {
  const families = [
    ...counterFamilies(figures, dialect),
    ...histogramFamilies(figures, dialect),
    ...gauges.map((one) => gaugeFamily(one, dialect)),
  ];
  return `${families.join("")}${dialect === "openmetrics" ? "# EOF\n" : ""}`;
}

function counterFamilies({ counters: values }: Figures, dialect: Dialect): string[] {
  return Object.entries(counters).map(([name, { help, labels }]) => {
    const full = prefix + name;
    const found = samplesOf(values, name, labels);
    // A counter without labels is there from the beginning, at nothing, so that its first rise is seen as one.
    const samples = found.length === 0 && labels.length === 0 ? [{ labels: [], value: 0 }] : found;
    const lines = samples.map((sample) => line(`${full}_total`, sample.labels, sample.value));
    return family(dialect === "openmetrics" ? full : `${full}_total`, "counter", help, lines, dialect);
  });
}

function histogramFamilies({ histograms: values }: Figures, dialect: Dialect): string[] {
  return Object.entries(histograms).map(([name, { help, labels, bounds }]) => {
    const full = prefix + name;
    const lines = samplesOf(values, name, labels).flatMap((sample) => histogramLines(full, sample.labels, sample.value, bounds, dialect));
    return family(full, "histogram", help, lines, dialect);
  });
}

function histogramLines(
  name: string,
  labels: Labels,
  { buckets, sum, examples }: Distribution,
  bounds: readonly number[],
  dialect: Dialect,
): string[] {
  let below = 0;
  const lines = buckets.map((count, i) => {
    below += count;
    const bound = bounds[i];
    const example = dialect === "openmetrics" ? examples[i] : null;
    // An example holds at most 128 characters of labels; a trace id and its name are 40.
    const marked = example ? ` # {trace_id="${escaped(example.trace)}"} ${example.value} ${example.atMs / 1000}` : "";
    return line(`${name}_bucket`, [...labels, ["le", bound === undefined ? "+Inf" : canonical(bound, dialect)]], below, marked);
  });
  return [...lines, line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, below)];
}

function gaugeFamily({ name, help, samples }: Gauge, dialect: Dialect): string {
  const lines = samples.map(({ labels, value }) => line(prefix + name, Object.entries(labels), value));
  return family(prefix + name, "gauge", help, lines, dialect);
}

/** A family without samples is left out of the older format, whose readers expect some. */
function family(name: string, type: string, help: string, lines: readonly string[], dialect: Dialect): string {
  if (lines.length === 0 && dialect === "text") return "";
  const unit = /_(seconds|ratio)$/.exec(name)?.[1];
  const unitLine = dialect === "openmetrics" && unit !== undefined ? `# UNIT ${name} ${unit}\n` : "";
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${unitLine}${lines.join("")}`;
}

/** The series of one metric, in a steady order. A series that another release left behind is passed over. */
function samplesOf<V>(values: Readonly<Record<string, V>>, name: string, labels: readonly LabelName[]): { labels: Labels; value: V }[] {
  const found: { labels: Labels; value: V }[] = [];
  for (const series of Object.keys(values).toSorted()) {
    const parts = seriesParts(series);
    const value = values[series];
    if (parts?.name !== name || parts.values.length !== labels.length || value === undefined) continue;
    found.push({ labels: labels.map((label, i) => [label, parts.values[i] ?? ""] as const), value });
  }
  return found;
}

function line(name: string, labels: Labels, value: number, marked = ""): string {
  const inner = labels.map(([label, text]) => `${label}="${escaped(text)}"`).join(",");
  return `${name}${inner === "" ? "" : `{${inner}}`} ${Number.isFinite(value) ? value : 0}${marked}\n`;
}

/** OpenMetrics wants bounds as floats: "1.0", never "1". */
const canonical = (bound: number, dialect: Dialect): string =>
  dialect === "openmetrics" && Number.isInteger(bound) ? `${bound}.0` : String(bound);

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');

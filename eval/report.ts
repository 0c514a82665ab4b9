/**
 * What an evaluation found, as a table for people and as one JSON object for machines. Every figure stands beside the number of rows that it was
 * measured on; a figure that could not be measured is "–" in the table and `null` in JSON, with the reason.
 */

import type { Measure } from "./figures.ts";

/** `share` is [0, 1] and shown in percent; `score` is [0, 1] and shown as it is. */
export type Unit = "share" | "score" | "count" | "bytes" | "seconds" | "milliseconds" | "microseconds";

export type Figure = { key: string; label: string; unit: Unit; measure: Measure };

/** Figures of one part of the rows, such as one type of personal data. */
export type Group = { name: string; n: number; figures: readonly Figure[] };

export type Report = {
  /** How many of what: `{ test: 3080 }`. */
  n: Readonly<Record<string, number>>;
  figures: readonly Figure[];
  groups?: readonly Group[];
  /** What a reader should know: labels seen only in the test, how something was counted. */
  notes?: readonly string[];
  /** Set by evaluations that are gates; `false` makes the command exit with 1. */
  passed?: boolean;
};

/** A figure; `key` is its name in JSON (camelCase), `label` its name in the table. */
export const figure = (key: string, label: string, unit: Unit, measure: Measure): Figure => ({ key, label, unit, measure });

/** The report as a plain object: figures by key, and under `unmeasured` why a figure is null. */
export function reportJson(what: string, report: Report): object {
  const unmeasured = Object.fromEntries([
    ...reasons(report.figures, ""),
    ...(report.groups ?? []).flatMap(({ name, figures }) => reasons(figures, `${name}.`)),
  ]);
  return {
    what,
    n: report.n,
    figures: values(report.figures),
    ...(report.groups && { groups: Object.fromEntries(report.groups.map(({ name, n, figures }) => [name, { n, ...values(figures) }])) }),
    ...(Object.keys(unmeasured).length > 0 && { unmeasured }),
    ...(report.notes && report.notes.length > 0 && { notes: report.notes }),
    ...(report.passed !== undefined && { passed: report.passed }),
  };
}

/** The report as lines of text. */
export function reportTable(what: string, report: Report): string {
  const sizes = Object.entries(report.n).map(([name, n]) => `${n.toLocaleString("en")} ${name}`);
  const lines = [`${what}, n: ${sizes.join(", ")}`, ""];
  lines.push(
    ...columns(report.figures.map(({ label, unit, measure }) => [label, shown(measure, unit), "why" in measure ? `(${measure.why})` : ""])),
  );
  const groups = report.groups ?? [];
  if (groups.length > 0) {
    const keys = [...new Map(groups.flatMap(({ figures }) => figures.map(({ key, label }) => [key, label] as const)))];
    const cells = groups.map(({ name, n, figures }) => [
      name,
      n.toLocaleString("en"),
      ...keys.map(([key]) => {
        const found = figures.find((other) => other.key === key);
        return found === undefined ? "" : shown(found.measure, found.unit);
      }),
    ]);
    lines.push("", ...columns([["", "n", ...keys.map(([, label]) => label)], ...cells]));
    const why = groups.flatMap(({ name, figures }) =>
      reasons(figures, `${name}, `).map(([figureName, reason]) => `– ${figureName}: ${reason}`),
    );
    if (why.length > 0) lines.push("", ...why);
  }
  if (report.notes && report.notes.length > 0) lines.push("", ...report.notes);
  if (report.passed !== undefined) lines.push("", report.passed ? "passed" : "FAILED");
  return lines.map((line) => line.trimEnd()).join("\n");
}

const values = (figures: readonly Figure[]): Record<string, number | null> =>
  Object.fromEntries(figures.map(({ key, measure }) => [key, measure.value]));

const reasons = (figures: readonly Figure[], prefix: string): [string, string][] =>
  figures.flatMap(({ key, measure }) => ("why" in measure ? [[`${prefix}${key}`, measure.why]] : []));

function shown({ value }: Measure, unit: Unit): string {
  if (value === null) return "–";
  switch (unit) {
    case "share":
      return `${(value * 100).toFixed(1)} %`;
    case "score":
      return value.toFixed(3);
    case "count":
      return value.toLocaleString("en");
    case "bytes":
      return value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(2)} MB`;
    case "seconds":
      return `${value.toFixed(2)} s`;
    case "milliseconds":
      return `${value.toFixed(2)} ms`;
    case "microseconds":
      return `${value.toFixed(1)} µs`;
  }
}

/** Rows of cells with the columns aligned: the first to the left, the others to the right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const aligned = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column === 0 || cell.startsWith("(") ? cell.padEnd(width) : cell.padStart(width);
  };
  return rows.map((row) => row.map(aligned).join("  "));
}

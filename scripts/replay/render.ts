/** A comparison as a person reads it in a terminal, and many as a table. Colours only where there is a terminal. */
import { type Aspect, aspects, type Difference, money, type TurnComparison } from "./difference.ts";

export type Paint = (text: string, how: "added" | "removed" | "quiet" | "strong") => string;

const codes = { added: 32, removed: 31, quiet: 2, strong: 1 } as const;

/** https://no-color.org is heeded. */
export const paintFor = ({ isTTY }: { isTTY: boolean }): Paint =>
  isTTY && !process.env["NO_COLOR"] ? (text, how) => `\u001B[${codes[how]}m${text}\u001B[0m` : (text) => text;

const shownLength = 100;
const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > shownLength ? `${line.slice(0, shownLength - 1)}…` : line;
};

export function renderComparison(name: string, turns: readonly TurnComparison[], paint: Paint): string {
  const lines = turns.flatMap((turn) => [
    headOf(turn, paint),
    ...turn.differences.flatMap((difference) => renderDifference(difference, paint)),
  ]);
  const changed = turns.filter(({ differences }) => differences.length > 0).length;
  const skipped = turns.filter((turn) => turn.skipped !== null).length;
  const summary = `${turns.length} turns: ${turns.length - changed - skipped} decided alike, ${changed} otherwise${skipped > 0 ? `, ${skipped} not compared` : ""}`;
  return `${[paint(name, "strong"), ...lines, summary].join("\n")}\n`;
}

function headOf({ turn, asked, skipped, differences }: TurnComparison, paint: Paint): string {
  const mark = skipped !== null ? "-" : differences.length > 0 ? "≠" : "=";
  const note = skipped === null ? "" : paint(`  not compared: ${skipped}`, "quiet");
  return `${String(turn).padStart(3)} ${mark} ${shortened(asked)}${note}`;
}

/** Lines that both have are left out, unless their order is what changed. */
function renderDifference({ aspect, before, after }: Difference, paint: Paint): string[] {
  const gone = before.filter((line) => !after.includes(line));
  const come = after.filter((line) => !before.includes(line));
  const [was, is] = gone.length + come.length === 0 ? [before, after] : [gone, come];
  const lines = [...was.map((line) => paint(`- ${line}`, "removed")), ...is.map((line) => paint(`+ ${line}`, "added"))];
  return lines.map((line, n) => `      ${(n === 0 ? aspect : "").padEnd(9)} ${line}`);
}

export type Compared = { name: string; turns: readonly TurnComparison[] };

/** One line a conversation: how many turns changed in what, and the money. */
export function renderTable(all: readonly Compared[]): string {
  const head = ["conversation", "turns", "alike", ...aspects, "not compared", "before", "after"];
  const rows = all.map(({ name, turns }) => rowOf(name, turns));
  const total = rowOf(
    "all",
    all.flatMap(({ turns }) => turns),
  );
  const table = [head, ...rows, total];
  const widths = head.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  return table
    .map((row) => `${row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join("  ")}\n`)
    .join("");
}

function rowOf(name: string, turns: readonly TurnComparison[]): string[] {
  const count = (matches: (turn: TurnComparison) => boolean): string => String(turns.filter(matches).length);
  const differs = (aspect: Aspect) => (turn: TurnComparison) => turn.differences.some((difference) => difference.aspect === aspect);
  const sum = (side: "before" | "after"): string => money(turns.reduce((all, { cost }) => all + cost[side], 0));
  return [
    name,
    String(turns.length),
    count(({ skipped, differences }) => skipped === null && differences.length === 0),
    ...aspects.map((aspect) => count(differs(aspect))),
    count(({ skipped }) => skipped !== null),
    sum("before"),
    sum("after"),
  ];
}

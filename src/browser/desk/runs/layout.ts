/**
 * Where the boxes of a run's picture stand: a step in the column after the last of those it waited for, steps of one column below each other, what was asked before all of them and
 * what came of it after. Each box also has its share of the run's time. Pure; units are pixels.
 */
import type { Run, Step } from "./contract.ts";

export const boxSize = { width: 190, height: 74 } as const;
const gap = { column: 48, row: 18 } as const;

export type Box = {
  id: string;
  kind: "asked" | "step" | "result";
  step: Step | null;
  x: number;
  y: number;
  /** Of the whole run's time, [0, 1]. */
  startShare: number;
  lengthShare: number;
};
/** A curve from the right edge of one box to the left edge of another. */
export type Edge = { from: string; to: string; path: string };
export type Picture = { width: number; height: number; boxes: readonly Box[]; edges: readonly Edge[]; tookMs: number };

type Placed = { id: string; kind: Box["kind"]; step: Step | null; column: number; after: readonly string[] };

export function pictureOf(run: Run): Picture {
  const time = timeOf(run.steps);
  const placed = place(run);
  const columns = Math.max(0, ...placed.map(({ column }) => column)) + 1;
  const rows = Array.from({ length: columns }, (_, column) => placed.filter((one) => one.column === column));
  const tallest = Math.max(1, ...rows.map((row) => row.length));
  const height = tallest * (boxSize.height + gap.row) - gap.row;
  const boxes = rows.flatMap((row, column) =>
    row.map(({ id, kind, step }, n): Box => {
      const own = row.length * (boxSize.height + gap.row) - gap.row;
      const y = (height - own) / 2 + n * (boxSize.height + gap.row);
      return { id, kind, step, x: column * (boxSize.width + gap.column), y, ...shareOf(step, time) };
    }),
  );
  const at = new Map(boxes.map((box) => [box.id, box]));
  const edges = placed.flatMap(({ id, after }) => after.flatMap((from): Edge[] => edgeBetween(at.get(from), at.get(id))));
  return { width: columns * (boxSize.width + gap.column) - gap.column, height, boxes, edges, tookMs: time.lengthMs };
}

function place({ steps, asked, result }: Run): Placed[] {
  const first = asked === null ? [] : [{ id: "asked", kind: "asked" as const, step: null, column: 0, after: [] }];
  const known = new Map(steps.map((step) => [step.step, step]));
  const columns = new Map<string, number>();
  const columnOf = (step: Step, seen: ReadonlySet<string>): number => {
    const before = columns.get(step.step);
    if (before !== undefined) return before;
    const needs = step.needs.flatMap((need) => known.get(need) ?? []).filter((need) => !seen.has(need.step));
    const column = Math.max(first.length - 1, ...needs.map((need) => columnOf(need, new Set([...seen, step.step])))) + 1;
    columns.set(step.step, column);
    return column;
  };
  const middle = steps.map((step): Placed => {
    const needs = step.needs.filter((need) => known.has(need));
    const after = needs.length > 0 ? needs : first.map(({ id }) => id);
    return { id: step.step, kind: "step", step, column: columnOf(step, new Set()), after };
  });
  if (!result) return [...first, ...middle];
  const isNeeded = new Set(steps.filter(({ outcome }) => outcome !== "skipped").flatMap(({ needs }) => needs));
  const ends = steps.filter(({ step, outcome }) => outcome !== "skipped" && !isNeeded.has(step)).map(({ step }) => step);
  const last = Math.max(0, ...middle.map(({ column }) => column)) + 1;
  return [...first, ...middle, { id: "result", kind: "result", step: null, column: last, after: ends }];
}

type Time = { fromMs: number; lengthMs: number };

function timeOf(steps: readonly Step[]): Time {
  const ran = steps
    .filter(({ outcome }) => outcome !== "skipped")
    .map(({ startedAt, tookMs }) => ({ atMs: Date.parse(startedAt), tookMs }));
  if (ran.length === 0) return { fromMs: 0, lengthMs: 0 };
  const fromMs = Math.min(...ran.map(({ atMs }) => atMs));
  return { fromMs, lengthMs: Math.max(...ran.map(({ atMs, tookMs }) => atMs + tookMs)) - fromMs };
}

/** A run that took no time that a clock can tell fills every box. */
function shareOf(step: Step | null, { fromMs, lengthMs }: Time): Pick<Box, "startShare" | "lengthShare"> {
  if (step === null || step.outcome === "skipped") return { startShare: 0, lengthShare: 0 };
  if (lengthMs <= 0) return { startShare: 0, lengthShare: 1 };
  const startShare = Math.min(1, Math.max(0, (Date.parse(step.startedAt) - fromMs) / lengthMs));
  return { startShare, lengthShare: Math.min(1 - startShare, step.tookMs / lengthMs) };
}

function edgeBetween(from: Box | undefined, to: Box | undefined): Edge[] {
  if (!from || !to) return [];
  const [x1, y1] = [from.x + boxSize.width, from.y + boxSize.height / 2];
  const [x2, y2] = [to.x, to.y + boxSize.height / 2];
  const bend = Math.max(16, (x2 - x1) / 2);
  return [{ from: from.id, to: to.id, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }];
}

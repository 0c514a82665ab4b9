/** How each answer came about: the steps of its run on a common line of time, with agent, rung, attempts and outcome. */
import { h } from "#browser/page/dom";
import { keyedList } from "#browser/page/keyed-list";
import type { Run } from "./api.ts";
import { milliseconds } from "../words.ts";

export type Runs = { element: HTMLElement; show: (runs: readonly Run[]) => void };

/** Newest first; what the operator folded open or shut stays so. */
export function makeRuns(): Runs {
  const rows = h("div");
  const showRows = keyedList(rows);
  return {
    element: h("section", { class: "runs", "aria-label": "Runs" }, h("h2", {}, "How the answers came about"), rows),
    show: (runs) =>
      showRows(
        runs
          .map((run, n) => ({
            key: run.run,
            parts: [run.status, run.steps.length, n === runs.length - 1],
            build: () => runView(run, n === runs.length - 1),
          }))
          .toReversed(),
      ),
  };
}

/** `…-t3` is the run of the third answer, `…-h1` that of the first handoff. */
function nameOf({ run, plan }: Run): string {
  const [, kind, n] = /-([th])(\d+)$/.exec(run) ?? [];
  if (n === undefined) return plan;
  return kind === "h" ? `Brief of handoff ${n}` : `Answer ${n}`;
}

function runView(run: Run, open: boolean): HTMLElement {
  const { status, steps, plan } = run;
  const name = nameOf(run);
  const starts = steps.map(({ startedAt }) => Date.parse(startedAt)).filter((at) => !Number.isNaN(at));
  const from = starts.length === 0 ? 0 : Math.min(...starts);
  const ends = steps.map(({ startedAt, tookMs }) => Date.parse(startedAt) - from + tookMs).filter((end) => !Number.isNaN(end));
  const length = Math.max(0.1, ...ends);
  const rows = steps.map((step) => {
    const bar = h("span", { class: "bar" });
    const start = Date.parse(step.startedAt) - from;
    bar.style.setProperty("--start", String((Number.isNaN(start) ? 0 : start) / length));
    bar.style.setProperty("--share", String(step.tookMs / length));
    const tries = step.attempts > 1 ? ` · ${step.attempts} attempts` : "";
    const how = step.outcome === "done" ? `${step.rung ?? "–"}${tries}` : `${step.outcome.replaceAll("_", " ")}${tries}`;
    return h(
      "tr",
      { class: step.outcome, title: step.reason },
      h("th", { scope: "row" }, step.agent),
      h("td", { class: "how" }, how),
      h("td", { class: "line" }, h("span", { class: "track", "aria-hidden": "true" }, step.outcome === "skipped" ? null : bar)),
      h("td", { class: "ms" }, step.outcome === "skipped" ? "" : milliseconds(step.tookMs)),
    );
  });
  return h(
    "details",
    { class: "run", open },
    h(
      "summary",
      {},
      h("span", {}, name),
      h("span", { class: `outcome ${status}` }, status),
      h("span", { class: "ms" }, milliseconds(length)),
    ),
    h("table", { "aria-label": `Steps of ${name}, plan ${plan}` }, h("tbody", {}, ...rows)),
  );
}

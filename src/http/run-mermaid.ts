/**
 * Run graphs as a Mermaid flowchart, for a page, a ticket or a pull request: one box a step with agent, rung, attempts, time and cost, one subgraph a run. Every word that
 * is not ours stands in a quoted label with Mermaid's own escapes, so that no text can end it. Source: mermaid.js.org, "Flowcharts – Syntax".
 */
import type { Run, RunStep } from "#contracts/runs";

const longestLabel = 120;

export function mermaidOf(runs: readonly Run[]): string {
  const lines = runs.flatMap((run, n) => subgraph(run, `r${n + 1}`));
  return ["flowchart LR", ...lines, ...classes].map((line) => `${line}\n`).join("");
}

const classes = [
  "  classDef said fill:none,stroke-dasharray:4 3",
  "  classDef failed stroke:#b42318,stroke-width:2px",
  "  classDef skipped opacity:0.5",
];

function subgraph(run: Run, id: string): string[] {
  const nodes = new Map(run.steps.map(({ step }, n) => [step, `${id}_s${n + 1}`]));
  const asked = `${id}_asked`;
  const result = `${id}_result`;
  const isNeeded = new Set(run.steps.flatMap(({ needs }) => needs));
  const boxes = run.steps.map((step) => `    ${nodes.get(step.step)}["${stepLabel(step)}"]${styleOf(step)}`);
  const arrows = run.steps.flatMap(({ step, needs }) => {
    const sources = needs.flatMap((need) => nodes.get(need) ?? []);
    const from = sources.length > 0 ? sources : run.asked === null ? [] : [asked];
    return from.map((source) => `    ${source} --> ${nodes.get(step)}`);
  });
  const ends = run.result ? run.steps.filter(({ step, outcome }) => !isNeeded.has(step) && outcome !== "skipped") : [];
  // A courtesy skips the step that would answer; its result follows from the last one that ran.
  const last = ends.length > 0 ? ends : run.result ? run.steps.filter(({ outcome }) => outcome === "done") : [];
  return [
    `  subgraph ${id}["${label([run.run.slice(run.run.indexOf("-") + 1), run.plan, run.status, ...costPart(run.cost.costMicros)].join(" · "))}"]`,
    "    direction LR",
    ...(run.asked === null ? [] : [`    ${asked}(["${label(run.asked)}"]):::said`]),
    ...boxes,
    ...(run.result ? [`    ${result}(["${label(resultLabel(run.result))}"]):::said`] : []),
    ...arrows,
    ...last.map(({ step }) => `    ${nodes.get(step)} --> ${result}`),
    "  end",
  ];
}

function stepLabel({ agent, outcome, rung, attempts, tookMs, reason, calls = [] }: RunStep): string {
  if (outcome === "skipped") return label(`${agent}: skipped, ${reason ?? "not needed"}`);
  const micros = calls.reduce((all, { costMicros }) => all + costMicros, 0);
  const how = outcome === "done" ? (rung ?? "done") : outcome.replaceAll("_", " ");
  const tries = attempts > 1 ? [`${attempts} attempts`] : [];
  return label(
    [`${agent}: ${how}`, ...tries, `${Math.round(tookMs)} ms`, ...costPart(micros), ...(reason === null ? [] : [reason])].join(" · "),
  );
}

const resultLabel = ({ kind, reason, text }: NonNullable<Run["result"]>): string =>
  `${kind}${reason === null ? "" : ` (${reason})`}: ${text}`;

const costPart = (micros: number): string[] => (micros === 0 ? [] : [`$${(micros / 1e6).toFixed(6)}`]);

const styleOf = ({ outcome }: RunStep): string => (outcome === "done" ? "" : outcome === "skipped" ? ":::skipped" : ":::failed");

/** One line within quotation marks, never an empty one: what means something to Mermaid, to Markdown or to HTML becomes its entity code. */
function label(text: string): string {
  const line = text.replace(/\s+/g, " ").trim() || "–";
  const cut = line.length > longestLabel ? `${line.slice(0, longestLabel - 1)}…` : line;
  return cut.replace(/[^\p{L}\p{N} .,:·()$…'?!+/=-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

/** A run as a picture: what was asked, the steps in the order in which they waited for each other, what came of it. Each step is a button, with its share of the time below its name. */
import { Badge } from "#desk/ui/badge";
import { milliseconds } from "../words.ts";
import type { Run } from "./contract.ts";
import { type Box, boxSize, pictureOf } from "./layout.ts";
import { money, plainWords, toneOf } from "./words.ts";

type Props = { run: Run; chosen: string | null; choose: (step: string) => void };

export function RunPicture({ run, chosen, choose }: Props) {
  const { width, height, boxes, edges, tookMs } = pictureOf(run);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable (WCAG 2.1.1)
    <div className="run-picture" role="group" aria-label={`Plan ${run.plan}, ${milliseconds(tookMs)}`} tabIndex={0}>
      <div style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {edges.map(({ from, to, path }) => (
            <path key={`${from} ${to}`} d={path} />
          ))}
        </svg>
        {boxes.map((box) => (
          <div key={box.id} className="run-box-place" style={{ left: box.x, top: box.y, ...boxSize }}>
            {box.step === null ? <Words box={box} run={run} /> : <StepBox box={box} isChosen={chosen === box.id} choose={choose} />}
          </div>
        ))}
      </div>
    </div>
  );
}

const Words = ({ box, run }: { box: Box; run: Run }) => (
  <div className="run-box said" dir="auto">
    {box.kind === "asked" ? run.asked : (run.result?.text ?? "") === "" ? plainWords(run.result?.kind ?? "") : run.result?.text}
  </div>
);

function StepBox({ box: { step, startShare, lengthShare }, isChosen, choose }: { box: Box; isChosen: boolean; choose: Props["choose"] }) {
  if (step === null) return null;
  const { agent, outcome, rung, attempts, tookMs, calls = [] } = step;
  const micros = calls.reduce((all, { costMicros }) => all + costMicros, 0);
  const facts =
    outcome === "skipped"
      ? ["skipped"]
      : [milliseconds(tookMs), ...(attempts > 1 ? [`${attempts} attempts`] : []), ...(micros > 0 ? [money(micros)] : [])];
  return (
    <button type="button" className={`run-box ${outcome}`} aria-pressed={isChosen} onClick={() => choose(step.step)}>
      <span className="run-box-head">
        <b>{agent}</b>
        {outcome === "skipped" ? null : <Badge tone={toneOf(outcome)}>{outcome === "done" ? (rung ?? "done") : plainWords(outcome)}</Badge>}
      </span>
      <span className="run-box-facts">{facts.join(" · ")}</span>
      <span className="run-track" aria-hidden="true">
        <i
          style={{
            insetInlineStart: `${startShare * 100}%`,
            width: `max(3px, ${lengthShare * 100}%)`,
            display: lengthShare === 0 && outcome === "skipped" ? "none" : "block",
          }}
        />
      </span>
    </button>
  );
}

/** One run in full: its picture, the same as a table, the step that was chosen, what the customer read, and the way to flag it. */
import { useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { Markdown } from "#desk/ui/markdown";
import { Table } from "#desk/ui/table";
import { changeQuery, usePlace } from "../shell/place.ts";
import { milliseconds, percent } from "../words.ts";
import type { Run, Step } from "./contract.ts";
import { FlagDialog } from "./flag-dialog.tsx";
import { RunPicture } from "./picture.tsx";
import { StepDetails } from "./step-details.tsx";
import { money, plainWords, runName, toneOf } from "./words.ts";

type Props = { run: Run; conversation: string; isFlagged: boolean; flagged: () => void };

export function RunView({ run, conversation, isFlagged, flagged }: Props) {
  const { query } = usePlace();
  const [isFlagging, setIsFlagging] = useState(false);
  const wanted = query.get("step");
  const chosen = run.steps.find(({ step }) => step === wanted) ?? null;
  const { result, cost, tookMs } = run;
  const facts = [
    run.plan,
    ...(tookMs === null ? [] : [milliseconds(tookMs)]),
    ...(run.attempt > 1 ? [`begun ${run.attempt} times`] : []),
    ...(cost.costMicros > 0 ? [money(cost.costMicros), `${cost.tokensIn} + ${cost.tokensOut} tokens`] : ["no model asked"]),
  ];
  return (
    <section className="run-view" aria-label={runName(run.run)}>
      <header>
        <h2>{runName(run.run)}</h2>
        {result === null ? <Badge>{plainWords(run.status)}</Badge> : <Badge tone={toneOf(result.kind)}>{plainWords(result.kind)}</Badge>}
        {isFlagged ? <Badge tone="bad">Flagged</Badge> : null}
        <span className="run-facts">{facts.join(" · ")}</span>
        {result === null ? null : (
          <Button size="small" icon="alert" onPress={() => setIsFlagging(true)}>
            {isFlagged ? "Flag again" : "Flag this answer"}
          </Button>
        )}
      </header>
      <RunPicture run={run} chosen={chosen?.step ?? null} choose={(step) => changeQuery({ step: step === chosen?.step ? null : step })} />
      {chosen === null ? <p className="hint">Choose a step to see what it was given and what it gave.</p> : <StepDetails step={chosen} />}
      <details className="value">
        <summary>The same as a table</summary>
        <Steps run={run} />
      </details>
      {run.asked === null ? null : (
        <div className="exchange">
          <h3>Asked</h3>
          <p dir="auto">{run.asked}</p>
          <h3>What the customer read</h3>
          {result === null || result.text === "" ? <p>Nothing.</p> : <Markdown text={result.text} />}
          {result?.reason ? <p className="hint">Why: {plainWords(result.reason)}</p> : null}
          {result === null || result.confidence === null ? null : <p className="hint">{percent(result.confidence)} sure</p>}
          <ol className="sources">
            {(result?.citations ?? []).map(({ n, title, url, quote }) => (
              <li key={n} value={n}>
                <a href={url} target="_blank" rel="noreferrer">
                  {title}
                </a>{" "}
                <q>{quote}</q>
              </li>
            ))}
          </ol>
        </div>
      )}
      <FlagDialog turn={run.run} conversation={conversation} isOpen={isFlagging} onClose={() => setIsFlagging(false)} flagged={flagged} />
    </section>
  );
}

const Steps = ({ run }: { run: Run }) => (
  <Table
    label={`Steps of ${runName(run.run)}`}
    rows={run.steps}
    keyOf={({ step }) => step}
    columns={[
      { title: "Step", cell: ({ step }) => step },
      { title: "Waited for", cell: ({ needs }) => (needs.length === 0 ? "–" : needs.join(", ")) },
      {
        title: "Outcome",
        cell: ({ outcome, reason }) => (reason === null ? plainWords(outcome) : `${plainWords(outcome)}: ${reason}`),
        isWide: true,
      },
      { title: "Rung", cell: ({ rung }) => rung ?? "–" },
      { title: "Attempts", cell: ({ attempts }) => attempts, align: "end" },
      { title: "Time", cell: ({ tookMs }) => milliseconds(tookMs), align: "end" },
      { title: "Cost", cell: costOf, align: "end" },
    ]}
  />
);

const costOf = ({ calls = [] }: Step): string => money(calls.reduce((all, { costMicros }) => all + costMicros, 0));

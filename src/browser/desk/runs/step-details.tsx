/** One step in full: why it went the way it did, what it was given, what it gave, and every call of a model. */
import type { ReactNode } from "react";
import { Badge } from "#desk/ui/badge";
import { Table } from "#desk/ui/table";
import { milliseconds, percent } from "../words.ts";
import { type Call, findings, type Passage, route, type Step } from "./contract.ts";
import { money, plainWords, toneOf } from "./words.ts";

export const StepDetails = ({ step }: { step: Step }) => (
  <section className="step-details" aria-label={`Step ${step.step}`}>
    <h3>
      {step.agent} <Badge tone={toneOf(step.outcome)}>{plainWords(step.outcome)}</Badge>
    </h3>
    {step.reason === null ? null : <p className="why">{step.reason}</p>}
    <Route output={step.output} />
    <Passages output={step.output} />
    <Calls calls={step.calls ?? []} />
    <Value title="Input" value={step.input} />
    <Value title="Output" value={step.output} />
  </section>
);

function Route({ output }: { output: unknown }) {
  if (!route(output)) return null;
  const { intent, confidence, disposition, language, sentiment, intents } = output;
  return (
    <dl className="facts">
      <Fact title="Route">
        {intent ?? "no intent"}, {percent(confidence)} sure → {plainWords(disposition)}
      </Fact>
      <Fact title="Every intent">
        {intents.length === 0 ? "none" : intents.map(({ label, confidence: sure }) => `${label} ${percent(sure)}`).join(", ")}
      </Fact>
      <Fact title="Language and mood">
        {language}, {sentiment.toFixed(2)}
      </Fact>
    </dl>
  );
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);

function Passages({ output }: { output: unknown }) {
  if (!findings(output)) return null;
  const { passages, answerability, threshold } = output;
  const words = answerability >= threshold ? "enough to answer" : "not enough to answer";
  return (
    <>
      <p>
        {percent(answerability)} sure that these passages answer; from {percent(threshold)} on an answer is given: {words}.
      </p>
      {passages.length === 0 ? (
        <p>No passage was found.</p>
      ) : (
        <Table
          label="Passages"
          rows={passages}
          keyOf={(passage) => `${passage.article}#${passage.section}`}
          columns={[
            { title: "Passage", cell: placeOf, isWide: true },
            { title: "Score", cell: ({ score }) => score.toFixed(2), align: "end" },
            { title: "Coverage", cell: ({ coverage }) => percent(coverage), align: "end" },
          ]}
        />
      )}
    </>
  );
}

const placeOf = ({ article, section, title, heading, text }: Passage) => (
  <details className="passage-text">
    <summary>
      {title}
      {heading === "" ? "" : ` › ${heading}`} <code>{section === "" ? article : `${article}#${section}`}</code>
    </summary>
    <p dir="auto">{text}</p>
  </details>
);

const Calls = ({ calls }: { calls: readonly Call[] }) =>
  calls.length === 0 ? null : (
    <Table
      label="Calls of models"
      rows={calls.map((call, n) => ({ ...call, n: n + 1 }))}
      keyOf={({ n }) => String(n)}
      columns={[
        { title: "Model", cell: ({ model, said }) => <Said model={model} said={said} />, isWide: true },
        { title: "Prompt", cell: ({ prompt }) => prompt },
        { title: "Outcome", cell: ({ outcome }) => <Badge tone={toneOf(outcome)}>{plainWords(outcome)}</Badge> },
        { title: "Tokens", cell: ({ tokens }) => `${tokens.input} + ${tokens.output}`, align: "end" },
        { title: "Cost", cell: ({ costMicros }) => money(costMicros), align: "end" },
        { title: "Time", cell: ({ tookMs }) => milliseconds(tookMs), align: "end" },
      ]}
    />
  );

const Said = ({ model, said }: { model: string; said: string | undefined }) =>
  said === undefined ? (
    model
  ) : (
    <details className="passage-text">
      <summary>{model}</summary>
      <p dir="auto">{said}</p>
    </details>
  );

const Value = ({ title, value }: { title: string; value: unknown }) => (
  <details className="value">
    <summary>{title}</summary>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable (WCAG 2.1.1) */}
    <pre tabIndex={0} role="region" aria-label={title} dir="auto">
      {JSON.stringify(value, null, 2)}
    </pre>
  </details>
);

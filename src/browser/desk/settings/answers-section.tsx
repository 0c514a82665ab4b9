/** From when on the assistant answers, and what its router learns. */
import { type FormEvent, useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button, IconButton } from "#desk/ui/button";
import { Answered } from "#desk/ui/states";
import { type Column, Table } from "#desk/ui/table";
import { Time } from "#desk/ui/time";
import type { Guarded } from "#browser/wire/guards";
import { notify } from "../shell/notices.ts";
import { useOperator } from "../shell/operator.ts";
import { useAnswer } from "../shell/use-answer.ts";
import { Check, type SectionProps, SettingsForm, useDraft } from "./form.tsx";
import { examples as examplesGuard, intents as intentsGuard, trained } from "./settings-api.ts";

type Example = { id: number; text: string; label: string; addedAt: string };
const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function AnswersSection(section: SectionProps) {
  const draft = useDraft("answerThreshold", section);
  const { value, edit } = draft;
  return (
    <>
      <SettingsForm
        name="answerThreshold"
        title="When the assistant answers"
        about="For each question it estimates how sure it is that the articles answer. Below the threshold it says that it does not know, and offers a person."
        draft={draft}
        section={section}
      >
        <Check label="As sure as the engine wants (50 %)" isOn={value === null} change={(own) => edit(own ? null : 0.5)} />
        {value === null ? null : (
          <label className="number-input">
            <span>Answer from {percent(value)} sure</span>
            <input type="range" min={0} max={1} step={0.01} value={value} onChange={({ target }) => edit(target.valueAsNumber)} />
            <small>Higher: fewer wrong answers and more tickets. Try questions on the Knowledge page.</small>
          </label>
        )}
      </SettingsForm>
      <Examples mayChange={section.mayChange} />
    </>
  );
}

function Examples({ mayChange }: { mayChange: boolean }) {
  const facts = useAnswer("/v1/intents", intentsGuard);
  return <Answered answer={facts}>{(learned) => <Teaching {...learned} mayChange={mayChange} taught={facts.reload} />}</Answered>;
}

type Learned = Guarded<typeof intentsGuard>;

function Teaching({ intents, model, mayChange, taught }: Learned & { mayChange: boolean; taught: () => void }) {
  const { ask } = useOperator();
  const own = useAnswer("/v1/intents/examples", examplesGuard);
  const [text, setText] = useState("");
  const [label, setLabel] = useState("");
  const [isLearning, setLearning] = useState(false);
  const chosen = label === "" ? (intents[0]?.name ?? "") : label;

  const learn = async (path: string, call: { method: "POST" | "DELETE"; body?: unknown }): Promise<boolean> => {
    setLearning(true);
    const outcome = await ask(path, trained, call);
    setLearning(false);
    if (!outcome.ok) notify(outcome.refusal.message, "bad");
    else
      notify(`Learned from ${outcome.value.examples} examples; ${percent(outcome.value.heldOutAccuracy)} right on held-out ones.`, "good");
    taught();
    own.reload();
    return outcome.ok;
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === "") return;
    if (await learn("/v1/intents/examples", { method: "POST", body: { examples: [{ text, label: chosen }] } })) setText("");
  };
  const columns: Column<Example>[] = [
    { title: "What a customer may write", isWide: true, cell: (example) => <span dir="auto">{example.text}</span> },
    { title: "Intent", cell: (example) => <Badge>{example.label}</Badge> },
    { title: "Added", cell: (example) => <Time at={example.addedAt} as="day" /> },
    {
      title: "Remove",
      cell: (example) => (
        <IconButton
          label={`Remove “${example.text}”`}
          icon="trash"
          isDisabled={!mayChange || isLearning}
          onPress={() => void learn(`/v1/intents/examples/${example.id}`, { method: "DELETE" })}
        />
      ),
    },
  ];
  const stored = own.value?.examples ?? [];
  return (
    <section className="card setting" aria-label="Intents and examples">
      <header>
        <h2>Intents and examples</h2>
        <Badge>{model.source === "trained" ? "Taught here" : "As shipped"}</Badge>
        <p>
          The router learned from {model.examples} examples, {percent(model.heldOutAccuracy)} right on held-out ones. Teach it what it gets
          wrong.
        </p>
      </header>
      <dl className="intents">
        {intents.map(({ name, description, handoff }) => (
          <div key={name}>
            <dt>
              {name} {handoff ? <Badge tone="info">to a person</Badge> : null}
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      {mayChange ? (
        <form className="teach" onSubmit={(event) => void add(event)}>
          <input
            className="input"
            aria-label="What a customer may write"
            placeholder="What a customer may write"
            maxLength={2000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <select className="input" aria-label="Intent" value={chosen} onChange={({ target }) => setLabel(target.value)}>
            {intents.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Button type="submit" kind="primary" isDisabled={isLearning || text.trim() === ""}>
            {isLearning ? "Learning…" : "Teach"}
          </Button>
        </form>
      ) : null}
      {stored.length === 0 ? null : (
        <Table label="Examples that were taught here" columns={columns} rows={stored} keyOf={({ id }) => String(id)} />
      )}
    </section>
  );
}

/** A group of settings as a form: a draft over what is in force, saved under the version that was read, reset to the files. */
import { type FormEvent, type ReactNode, useState } from "react";
import { Badge } from "#desk/ui/badge";
import { Button } from "#desk/ui/button";
import { useOperator } from "../shell/operator.ts";
import { notify } from "../shell/notices.ts";
import { type Settings, settings as settingsGuard, type SettingsView } from "./settings-api.ts";

export type SectionProps = { view: SettingsView; changed: (view: SettingsView) => void; reload: () => void; mayChange: boolean };

type Name = keyof Settings;

type Draft<N extends Name> = {
  value: Settings[N];
  edit: (value: Settings[N]) => void;
  isDirty: boolean;
  isSaving: boolean;
  /** What the server found wrong; it names the field. */
  problem: string | null;
  save: () => void;
  discard: () => void;
  reset: () => void;
};

/** One group's draft. What somebody else saved meanwhile is never overwritten: the server refuses, and the newer version is offered. */
export function useDraft<N extends Name>(name: N, { view, changed, reload }: SectionProps): Draft<N> {
  const { ask } = useOperator();
  // In a box, because null is a value that some settings have.
  const [draft, setDraft] = useState<{ value: Settings[N] } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const stored: Settings[N] = view[name];
  const value = draft === null ? stored : draft.value;
  const send = async (body: object, done: string): Promise<void> => {
    setSaving(true);
    const outcome = await ask("/v1/settings", settingsGuard, { method: "PATCH", body, ifMatch: `"${view.version}"` });
    setSaving(false);
    if (outcome.ok) {
      setDraft(null);
      setProblem(null);
      changed(outcome.value);
      notify(done, "good");
    } else {
      setProblem(outcome.refusal.message);
      if (outcome.refusal.status === 412) reload();
    }
  };
  return {
    value,
    edit: (next) => setDraft({ value: next }),
    isDirty: draft !== null && JSON.stringify(draft.value) !== JSON.stringify(stored),
    isSaving,
    problem,
    save: () => void send({ [name]: value }, "Saved. It is in force everywhere within a minute."),
    discard: () => {
      setDraft(null);
      setProblem(null);
    },
    reset: () => void send({ reset: [name] }, "As in the files again."),
  };
}

type FormProps<N extends Name> = {
  title: string;
  about: ReactNode;
  name: N;
  draft: Draft<N>;
  section: SectionProps;
  children: ReactNode;
  aside?: ReactNode;
};

export function SettingsForm<N extends Name>({ title, about, name, draft, section: { view, mayChange }, children, aside }: FormProps<N>) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.isDirty) draft.save();
  };
  return (
    <form className="card setting" onSubmit={submit} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {view.set.includes(name) ? <Badge tone="accent">Set here</Badge> : <Badge>As in the files</Badge>}
        <p>{about}</p>
      </header>
      <div className={aside === undefined ? "setting-body" : "setting-body two"}>
        <fieldset disabled={!mayChange}>{children}</fieldset>
        {aside}
      </div>
      {draft.problem === null ? null : (
        <p className="setting-problem" role="alert">
          {draft.problem}
        </p>
      )}
      {mayChange ? (
        <footer>
          {view.set.includes(name) && !draft.isDirty ? (
            <Button kind="quiet" onPress={draft.reset}>
              Back to the files
            </Button>
          ) : null}
          <Button kind="plain" isDisabled={!draft.isDirty} onPress={draft.discard}>
            Discard
          </Button>
          <Button type="submit" kind="primary" isDisabled={!draft.isDirty || draft.isSaving}>
            Save
          </Button>
        </footer>
      ) : null}
    </form>
  );
}

/** A native tick box, with what it does as its label. */
export const Check = ({ label, help, isOn, change }: { label: string; help?: string; isOn: boolean; change: (isOn: boolean) => void }) => (
  <label className="check">
    <input type="checkbox" checked={isOn} onChange={(event) => change(event.target.checked)} />
    <span>
      {label}
      {help === undefined ? null : <small>{help}</small>}
    </span>
  </label>
);

type NumberProps = { label: string; unit: string; value: number; least: number; most: number; change: (value: number) => void };

/** A whole number with its unit. */
export const NumberInput = ({ label, unit, value, least, most, change }: NumberProps) => (
  <label className="number-input">
    <span>{label}</span>
    <span className="with-unit">
      <input
        className="input"
        type="number"
        min={least}
        max={most}
        step={1}
        required
        value={Number.isNaN(value) ? "" : value}
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <span>{unit}</span>
    </span>
  </label>
);

/** What people at the desk write again and again: written here, inserted in the composer's menu or by the palette. */
import { Button, IconButton } from "#desk/ui/button";
import { Field } from "#desk/ui/field";
import { EmptyState } from "#desk/ui/states";
import { type SectionProps, SettingsForm, useDraft } from "./form.tsx";
import type { Settings } from "./settings-api.ts";

type Macro = Settings["macros"][number];

const most = 100;

export function MacrosSection(section: SectionProps) {
  const draft = useDraft("macros", section);
  const { value, edit } = draft;
  const change = (id: string, to: Partial<Macro>): void => edit(value.map((macro) => (macro.id === id ? { ...macro, ...to } : macro)));
  return (
    <SettingsForm
      name="macros"
      title="Macros"
      about={
        <>
          Inserted into a reply, to be read before it is sent. <code>{"{customer}"}</code> and <code>{"{operator}"}</code> become the names,{" "}
          <code>{"{ticket}"}</code> the ticket's number; what is not known is left out.
        </>
      }
      draft={draft}
      section={section}
    >
      {value.length === 0 ? (
        <EmptyState icon="edit" title="No macros">
          Add what people at the desk write again and again.
        </EmptyState>
      ) : null}
      <ul className="macros">
        {value.map(({ id, title, text }) => (
          <li key={id}>
            <div className="macro-top">
              <Field
                label="Title"
                value={title}
                maxLength={80}
                isRequired
                isDisabled={!section.mayChange}
                onChange={(to) => change(id, { title: to })}
              />
              <IconButton
                label={`Remove “${title}”`}
                icon="trash"
                isDisabled={!section.mayChange}
                onPress={() => edit(value.filter((macro) => macro.id !== id))}
              />
            </div>
            <Field
              label="Words"
              lines={4}
              value={text}
              maxLength={4_000}
              isRequired
              isDisabled={!section.mayChange}
              onChange={(to) => change(id, { text: to })}
            />
          </li>
        ))}
      </ul>
      {section.mayChange && value.length < most ? (
        <Button icon="plus" onPress={() => edit([...value, { id: freeId(value), title: "", text: "" }])}>
          Add a macro
        </Button>
      ) : null}
    </SettingsForm>
  );
}

/** In the file it stands before the title; nobody else reads it. */
function freeId(macros: readonly Macro[]): string {
  const taken = new Set(macros.map(({ id }) => id));
  let n = macros.length + 1;
  while (taken.has(`macro-${n}`)) n += 1;
  return `macro-${n}`;
}

/** How fast a person should answer, when a conversation goes back to the queue, and how long things are kept. */
import { Check, NumberInput, type SectionProps, SettingsForm, useDraft } from "./form.tsx";

const priorities = ["urgent", "high", "normal", "low"] as const;
const words = { urgent: "Urgent", high: "High", normal: "Normal", low: "Low" } as const;

export function TimesSection(section: SectionProps) {
  const sla = useDraft("slaMinutes", section);
  const timer = useDraft("returnAfterMinutes", section);
  const retention = useDraft("retentionDays", section);
  const audit = useDraft("auditDays", section);
  return (
    <>
      <SettingsForm
        name="slaMinutes"
        title="First answer by a person"
        about="From the ticket's opening. The inbox counts down to it."
        draft={sla}
        section={section}
      >
        <div className="quarters">
          {priorities.map((priority) => (
            <NumberInput
              key={priority}
              label={words[priority]}
              unit="minutes"
              value={sla.value[priority]}
              least={1}
              most={43_200}
              change={(minutes) => sla.edit({ ...sla.value, [priority]: minutes })}
            />
          ))}
        </div>
      </SettingsForm>
      <SettingsForm
        name="returnAfterMinutes"
        title="Return timer"
        about="A conversation that its operator leaves alone for so long, while the customer waits, goes back to the queue."
        draft={timer}
        section={section}
      >
        <NumberInput label="After" unit="minutes" value={timer.value} least={1} most={1_440} change={timer.edit} />
      </SettingsForm>
      <SettingsForm
        name="retentionDays"
        title="Conversations"
        about="One in which nothing has happened for so long is erased, with its tickets. A shorter time reaches every conversation within a month."
        draft={retention}
        section={section}
      >
        <Check label="Keep them for ever" isOn={retention.value === null} change={(forEver) => retention.edit(forEver ? null : 365)} />
        {retention.value === null ? null : (
          <NumberInput label="Kept for" unit="days" value={retention.value} least={1} most={3_650} change={retention.edit} />
        )}
      </SettingsForm>
      <SettingsForm name="auditDays" title="Audit log" about="Nothing of the last 30 days is ever removed." draft={audit} section={section}>
        <NumberInput label="Kept for" unit="days" value={audit.value} least={31} most={3_650} change={audit.edit} />
      </SettingsForm>
    </>
  );
}

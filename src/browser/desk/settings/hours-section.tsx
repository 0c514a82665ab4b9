/** When people are at the desk, which days are different, and what a visitor is told meanwhile. */
import { areApart, isTimeZone, minutesOf, openingAt, type Weekday, weekdays } from "#domain/opening-hours";
import { Button, IconButton } from "#desk/ui/button";
import { Field } from "#desk/ui/field";
import { useNow } from "../ui/use-now.ts";
import { Check, type SectionProps, SettingsForm, useDraft } from "./form.tsx";
import type { Hours } from "./settings-api.ts";

const usual: Hours = {
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: {
    monday: ["09:00-17:00"],
    tuesday: ["09:00-17:00"],
    wednesday: ["09:00-17:00"],
    thursday: ["09:00-17:00"],
    friday: ["09:00-17:00"],
    saturday: [],
    sunday: [],
  },
  holidays: [],
};
const zones = Intl.supportedValuesOf("timeZone");

const named = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1);
const isSound = (spans: readonly string[]): boolean => spans.every((span) => minutesOf(span) !== null) && areApart(spans);

export function HoursSection(section: SectionProps) {
  const draft = useDraft("hours", section);
  const { value, edit } = draft;
  const put = (change: Partial<Hours>): void => edit({ ...(value ?? usual), ...change });
  return (
    <>
      <SettingsForm
        name="hours"
        title="Opening hours"
        about={value === null ? "Somebody is always at the desk." : <Now hours={value} />}
        draft={draft}
        section={section}
      >
        <Check
          label="Somebody is always there"
          help="The widget then never says that people are away."
          isOn={value === null}
          change={(always) => edit(always ? null : usual)}
        />
        {value === null ? null : (
          <>
            <label className="number-input">
              <span>Time zone</span>
              <select className="input" value={value.timeZone} onChange={({ target }) => put({ timeZone: target.value })}>
                {zones.includes(value.timeZone) ? null : <option>{value.timeZone}</option>}
                {zones.map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </select>
            </label>
            <div className="week">
              {weekdays.map((day) => (
                <Spans key={day} name={named(day)} spans={value.week[day]} change={(spans) => put({ week: withDay(value, day, spans) })} />
              ))}
            </div>
            <Holidays hours={value} put={put} />
          </>
        )}
      </SettingsForm>
      <Away {...section} />
    </>
  );
}

const withDay = ({ week }: Hours, day: Weekday, spans: string[]): Hours["week"] => ({ ...week, [day]: spans });

/** What the widget would say at this moment. */
function Now({ hours }: { hours: Hours }) {
  const now = useNow();
  if (!isTimeZone(hours.timeZone)) return <>This time zone is not known.</>;
  const { open, changesAtMs, holiday } = openingAt(hours, now);
  const format = new Intl.DateTimeFormat(undefined, { weekday: "long", hour: "2-digit", minute: "2-digit", timeZone: hours.timeZone });
  const when = changesAtMs === null ? null : format.format(changesAtMs);
  const today = holiday === null ? "" : ` Today is ${holiday}.`;
  if (open) return <>{`Open now${when === null ? "" : `, until ${when}`}.${today}`}</>;
  return <>{`Closed now; ${when === null ? "not open within the next weeks" : `back on ${when}`}.${today}`}</>;
}

type SpansProps = { name: string; spans: readonly string[]; change: (spans: string[]) => void };

function Spans({ name, spans, change }: SpansProps) {
  const put = (at: number, part: "from" | "to", time: string): void =>
    change(
      spans.map((span, n) => {
        const [from = "", to = ""] = span.split("-");
        return n !== at ? span : part === "from" ? `${time}-${to}` : `${from}-${time}`;
      }),
    );
  return (
    <div className="day" role="group" aria-label={name}>
      <span className="day-name">{name}</span>
      <div className="spans">
        {spans.length === 0 ? <span className="closed">Closed</span> : null}
        {spans.map((span, n) => {
          const [from = "", to = ""] = span.split("-");
          return (
            <span key={n} className="span">
              <input
                className="input"
                type="time"
                aria-label={`${name}: from`}
                value={from}
                onChange={({ target }) => put(n, "from", target.value)}
              />
              <span aria-hidden="true">–</span>
              <input
                className="input"
                type="time"
                aria-label={`${name}: until`}
                value={to === "24:00" ? "00:00" : to}
                onChange={({ target }) => put(n, "to", target.value === "00:00" ? "24:00" : target.value)}
              />
              <IconButton label={`${name}: take these hours out`} icon="close" onPress={() => change(spans.filter((_, at) => at !== n))} />
            </span>
          );
        })}
        {isSound(spans) ? null : <small className="wrong">From before until, and not into each other. Past midnight are two days.</small>}
      </div>
      {spans.length < 4 ? (
        <Button
          kind="quiet"
          size="small"
          icon="plus"
          aria-label={`${name}: add hours`}
          onPress={() => change([...spans, spans.length === 0 ? "09:00-17:00" : "18:00-20:00"])}
        >
          Hours
        </Button>
      ) : null}
    </div>
  );
}

function Holidays({ hours, put }: { hours: Hours; put: (change: Partial<Hours>) => void }) {
  const { holidays } = hours;
  const change = (at: number, next: Partial<Hours["holidays"][number]>): void =>
    put({ holidays: holidays.map((holiday, n) => (n === at ? { ...holiday, ...next } : holiday)) });
  const add = (): void => put({ holidays: [...holidays, { date: new Date().toISOString().slice(0, 10), name: "", open: [] }] });
  return (
    <fieldset className="group">
      <legend>Days that are different</legend>
      {holidays.map((holiday, n) => (
        <div key={n} className="holiday">
          <input
            className="input"
            type="date"
            required
            aria-label="Date"
            value={holiday.date}
            onChange={({ target }) => change(n, { date: target.value })}
          />
          <input
            className="input"
            required
            aria-label="Name of the day"
            placeholder="Name"
            maxLength={80}
            value={holiday.name}
            onChange={({ target }) => change(n, { name: target.value })}
          />
          <Spans name={holiday.name === "" ? "This day" : holiday.name} spans={holiday.open} change={(open) => change(n, { open })} />
          <IconButton
            label={`Remove ${holiday.name === "" ? "this day" : holiday.name}`}
            icon="trash"
            onPress={() => put({ holidays: holidays.filter((_, at) => at !== n) })}
          />
        </div>
      ))}
      <Button kind="plain" size="small" icon="plus" onPress={add}>
        Add a day
      </Button>
    </fieldset>
  );
}

function Away(section: SectionProps) {
  const draft = useDraft("away", section);
  const { value, edit } = draft;
  return (
    <SettingsForm
      name="away"
      title="While nobody is there"
      about="The assistant answers at any time. Who asks for a person outside these hours reads when one is back."
      draft={draft}
      section={section}
    >
      <Field
        label="What the widget says"
        help="Leave it empty for the widget's own words, in the visitor's language."
        value={value.message}
        onChange={(message) => edit({ ...value, message })}
        lines={2}
        maxLength={600}
      />
      <Check
        label="Ask for an e-mail address"
        help="So that the answer can follow."
        isOn={value.emailCapture}
        change={(emailCapture) => edit({ ...value, emailCapture })}
      />
    </SettingsForm>
  );
}

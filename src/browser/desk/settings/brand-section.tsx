/** Name, colours and first words, with the widget as it will look beside them; and whether it speaks first. */
import { contrastRatio, readableAccent } from "#browser/page/colours";
import { Field } from "#desk/ui/field";
import { Icon } from "#desk/ui/icon";
import { Check, NumberInput, type SectionProps, SettingsForm, useDraft } from "./form.tsx";
import type { Settings } from "./settings-api.ts";

const grounds = { light: "#ffffff", dark: "#161b1e" } as const;
const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

export function BrandSection(section: SectionProps) {
  const draft = useDraft("brand", section);
  const { value, edit } = draft;
  const put = (change: Partial<Settings["brand"]>): void => edit({ ...value, ...change });
  const suggest = (at: number, text: string): void => {
    const next = [...Array(4).keys()].map((n) => (n === at ? text : (value.suggestions[n] ?? "")));
    put({ suggestions: next.slice(0, Math.max(...next.map((one, n) => (one === "" ? 0 : n + 1)))) });
  };
  return (
    <>
      <SettingsForm
        name="brand"
        title="Brand and widget"
        about="How the assistant introduces itself. A page that embeds the widget may still say otherwise."
        draft={draft}
        section={section}
        aside={<Preview brand={value} />}
      >
        <Field label="Company" value={value.name} onChange={(name) => put({ name })} maxLength={60} isRequired />
        <Field label="Assistant's name" value={value.assistant} onChange={(assistant) => put({ assistant })} maxLength={80} isRequired />
        <Field
          label="Greeting"
          help="The first words. They have to say that the assistant is AI."
          value={value.greeting}
          onChange={(greeting) => put({ greeting })}
          lines={3}
          maxLength={600}
          isRequired
        />
        <div className="pair">
          <Colour label="Colour on light pages" value={value.accent} ground={grounds.light} change={(accent) => put({ accent })} />
          <Colour
            label="Colour on dark pages"
            value={value.accentDark}
            ground={grounds.dark}
            change={(accentDark) => put({ accentDark })}
          />
        </div>
        <div className="pair">
          <Field
            label="Launcher"
            value={value.launcherLabel}
            onChange={(launcherLabel) => put({ launcherLabel })}
            maxLength={60}
            isRequired
          />
          <label className="number-input">
            <span>Launcher stands</span>
            <select
              className="input"
              value={value.launcherSide}
              onChange={({ target }) => put({ launcherSide: target.value === "start" ? "start" : "end" })}
            >
              <option value="end">at the end (right)</option>
              <option value="start">at the start (left)</option>
            </select>
          </label>
        </div>
        <fieldset className="group">
          <legend>Suggested questions</legend>
          {[0, 1, 2, 3].map((n) => (
            <input
              key={n}
              className="input"
              aria-label={`Suggested question ${n + 1}`}
              placeholder={n === 0 ? "Choose questions that the articles answer well" : ""}
              maxLength={120}
              value={value.suggestions[n] ?? ""}
              onChange={({ target }) => suggest(n, target.value)}
            />
          ))}
        </fieldset>
        <Field
          label="Tagline"
          help="On the demo page and the article pages."
          value={value.tagline}
          onChange={(tagline) => put({ tagline })}
          maxLength={200}
        />
      </SettingsForm>
      <Proactive {...section} />
    </>
  );
}

type ColourProps = { label: string; value: string; ground: string; change: (value: string) => void };

/** A colour that is hard to read is moved, and the page says so before a customer sees it. */
function Colour({ label, value, ground, change }: ColourProps) {
  const moved = isColour(value) && contrastRatio(value, ground) < 4.5 ? readableAccent(value, ground).accent : null;
  return (
    <label className="number-input">
      <span>{label}</span>
      <span className="colour">
        <input
          type="color"
          aria-label={`${label}: pick`}
          value={isColour(value) ? value : "#000000"}
          onChange={({ target }) => change(target.value)}
        />
        <input
          className="input"
          value={value}
          pattern="#[0-9a-fA-F]{6}"
          required
          maxLength={7}
          onChange={({ target }) => change(target.value)}
        />
      </span>
      {moved === null ? null : <small>Shown as {moved}, so that it can be read.</small>}
    </label>
  );
}

/** What a visitor sees, in the colours that the widget makes of these. */
function Preview({ brand }: { brand: Settings["brand"] }) {
  const { accent, onAccent } = readableAccent(isColour(brand.accent) ? brand.accent : "#000000", grounds.light);
  return (
    <div className="widget-preview" role="img" aria-label={`Preview of the widget: ${brand.assistant}, ${brand.greeting}`}>
      <div className="panel">
        <div className="panel-head" style={{ background: accent, color: onAccent }}>
          <strong>{brand.name}</strong>
          <span>{brand.assistant} · AI</span>
        </div>
        <p className="bubble">{brand.greeting}</p>
        {brand.suggestions.slice(0, 3).map((suggestion) => (
          <span key={suggestion} className="chip" style={{ color: accent, borderColor: accent }}>
            {suggestion}
          </span>
        ))}
      </div>
      <div className={`launcher ${brand.launcherSide}`} style={{ background: accent, color: onAccent }}>
        <Icon name="spark" size={16} />
        {brand.launcherLabel}
      </div>
    </div>
  );
}

function Proactive(section: SectionProps) {
  const draft = useDraft("proactive", section);
  const { value, edit } = draft;
  return (
    <SettingsForm
      name="proactive"
      title="Speaking first"
      about="A short line beside the launcher, for visitors who have been on a page for a while. It never opens the chat by itself."
      draft={draft}
      section={section}
    >
      <Check label="The widget may speak first" isOn={value.enabled} change={(enabled) => edit({ ...value, enabled })} />
      <Field label="What it says" value={value.message} onChange={(message) => edit({ ...value, message })} maxLength={200} isRequired />
      <div className="pair">
        <NumberInput
          label="After"
          unit="seconds on the page"
          value={value.afterSeconds}
          least={1}
          most={3600}
          change={(afterSeconds) => edit({ ...value, afterSeconds })}
        />
        <NumberInput
          label="At most once in"
          unit="days"
          value={value.everyDays}
          least={1}
          most={365}
          change={(everyDays) => edit({ ...value, everyDays })}
        />
      </div>
    </SettingsForm>
  );
}

/**
 * How this widget looks and introduces itself: as it is set on the desk, unless the host page says otherwise in `data-…` attributes of the script line (or of the
 * element). What is set on the desk stands at the head of the script itself (`src/http/widget-script.ts`), so that the launcher needs no request for it; where it is
 * missing, what `support/brand.yaml` said at the build holds. All attributes: docs/widget.md.
 */
import { brand } from "#browser/page/brand";
import { type Guard, list, number, record, text } from "#browser/wire/guards";

export type Settings = {
  desk: string;
  name: string;
  /** How the AI is named. */
  assistant: string;
  greeting: string;
  launcherLabel: string;
  color: string;
  colorDark: string;
  suggestions: readonly string[];
  side: "end" | "start";
};

/** When the widget may speak first. */
export type Proactive = { message: string; afterSeconds: number; everyDays: number };

export const attributes = [
  "name",
  "assistant",
  "greeting",
  "label",
  "color",
  "color-dark",
  "theme",
  "side",
  "suggestions",
  "desk",
  "identity",
  "lang",
  "proactive",
] as const;

type OnDesk = Pick<Settings, "name" | "assistant" | "greeting" | "launcherLabel" | "suggestions"> & {
  accent: string;
  accentDark: string;
  launcherSide: string;
};

const isBrand: Guard<OnDesk> = record<OnDesk>({
  name: text,
  assistant: text,
  greeting: text,
  launcherLabel: text,
  suggestions: list(text),
  accent: text,
  accentDark: text,
  launcherSide: text,
});
const withBrand = record<{ brand: OnDesk }>({ brand: isBrand });
const withRule = record<{ proactive: Proactive }>({
  proactive: record<Proactive>({ message: text, afterSeconds: number, everyDays: number }),
});

const hexadecimal = /^#[0-9a-f]{6}$/i;

/** What the desk wrote at the head of the script. */
const stamped = (): unknown => Reflect.get(globalThis, "edgedeskSettings");

/** `scriptOrigin`: where this script was loaded from. */
export function readSettings(element: HTMLElement, scriptOrigin: string): Settings {
  const read = (name: (typeof attributes)[number]): string => element.getAttribute(`data-${name}`)?.trim() ?? "";
  const desk = read("desk");
  const told = stamped();
  const base: OnDesk = withBrand(told) ? told.brand : { ...brand, launcherSide: "end" };
  return {
    desk: URL.canParse(desk) ? new URL(desk).origin : scriptOrigin,
    name: read("name") || base.name,
    assistant: read("assistant") || base.assistant,
    greeting: read("greeting") || base.greeting,
    launcherLabel: read("label") || base.launcherLabel,
    ...colours(read("color"), read("color-dark"), base),
    suggestions: element.hasAttribute("data-suggestions") ? listed(read("suggestions")) : base.suggestions,
    side: (read("side") || base.launcherSide) === "start" ? "start" : "end",
  };
}

/** Null: the widget never speaks first, or not on this page (`data-proactive="off"`). */
export function readProactive(element: HTMLElement): Proactive | null {
  const told = stamped();
  return withRule(told) && element.getAttribute("data-proactive") !== "off" ? told.proactive : null;
}

/** A page that has its own colour and names no darker one means it for both. */
function colours(color: string, colorDark: string, base: OnDesk): Pick<Settings, "color" | "colorDark"> {
  const valid = (one: string): string | null => (hexadecimal.test(one) ? one : null);
  const own = valid(color);
  return {
    color: own ?? valid(base.accent) ?? brand.accent,
    colorDark: valid(colorDark) ?? own ?? valid(base.accentDark) ?? brand.accentDark,
  };
}

const listed = (names: string): string[] =>
  names
    .split("|")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .slice(0, 4);

/**
 * How this widget looks and introduces itself: as `support/brand.yaml` says, unless the host page says otherwise in `data-…` attributes of the
 * script line (or of the element): name, assistant, greeting, label, color, color-dark, theme ("light", "dark"; else the system's), side ("end",
 * "start"), suggestions (separated by "|"), desk (origin; else the script's own),
 * identity (a JWT that the host site signed: who its visitor is).
 */
import { brand } from "#browser/page/brand";

export type Settings = {
  desk: string;
  name: string;
  /** How the AI is named. */
  assistant: string;
  greeting: string;
  launcherLabel: string;
  color: string;
  colorDark: string;
  suggestions: string[];
};

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
] as const;

const hexadecimal = /^#[0-9a-f]{6}$/i;

/** `scriptOrigin`: where this script was loaded from. */
export function readSettings(element: HTMLElement, scriptOrigin: string): Settings {
  const read = (name: (typeof attributes)[number]): string => element.getAttribute(`data-${name}`)?.trim() ?? "";
  const desk = read("desk");
  return {
    desk: URL.canParse(desk) ? new URL(desk).origin : scriptOrigin,
    name: read("name") || brand.name,
    assistant: read("assistant") || brand.assistant,
    greeting: read("greeting") || brand.greeting,
    launcherLabel: read("label") || brand.launcherLabel,
    ...colours(read("color"), read("color-dark")),
    suggestions: element.hasAttribute("data-suggestions") ? listed(read("suggestions")) : brand.suggestions,
  };
}

/** A page that has its own colour and names no darker one means it for both. */
function colours(color: string, colorDark: string): Pick<Settings, "color" | "colorDark"> {
  const own = hexadecimal.test(color) ? color : null;
  const ownDark = hexadecimal.test(colorDark) ? colorDark : null;
  return { color: own ?? brand.accent, colorDark: ownDark ?? own ?? brand.accentDark };
}

const listed = (text: string): string[] =>
  text
    .split("|")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .slice(0, 4);

/**
 * What the host page says in `data-…` attributes of the script line (or of the element): name, greeting, label, color, color-dark, theme
 * ("light", "dark"; else the system's), side ("end", "start"), suggestions (separated by "|"), desk (origin; else the script's own).
 */
import { strings } from "./strings.ts";

export type Settings = {
  desk: string;
  name: string;
  greeting: string;
  launcherLabel: string;
  color: string;
  colorDark: string | null;
  suggestions: string[];
};

export const attributes = ["name", "greeting", "label", "color", "color-dark", "theme", "side", "suggestions", "desk"] as const;

const fallbackColor = "#1f6b45";
const hexadecimal = /^#[0-9a-f]{6}$/i;

/** `scriptOrigin`: where this script was loaded from. */
export function readSettings(element: HTMLElement, scriptOrigin: string): Settings {
  const read = (name: (typeof attributes)[number]): string => element.getAttribute(`data-${name}`)?.trim() ?? "";
  const desk = read("desk");
  const color = read("color");
  const colorDark = read("color-dark");
  return {
    desk: URL.canParse(desk) ? new URL(desk).origin : scriptOrigin,
    name: read("name") || strings.defaultName,
    greeting: read("greeting") || strings.greeting,
    launcherLabel: read("label") || strings.open,
    color: hexadecimal.test(color) ? color : fallbackColor,
    colorDark: hexadecimal.test(colorDark) ? colorDark : null,
    suggestions: read("suggestions").split("|").map((one) => one.trim()).filter((one) => one !== "").slice(0, 4),
  }; // prettier-ignore
}

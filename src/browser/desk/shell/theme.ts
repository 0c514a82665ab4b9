/** Light, dark, or as the system says. Kept on the device; `desk.css` reads `data-theme`. */
import { useSyncExternalStore } from "react";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "edgedesk.theme";
const listeners = new Set<() => void>();

const read = (): Theme => themes.find((theme) => theme === localStorage.getItem(key)) ?? "system";

export function applyTheme(): void {
  document.documentElement.dataset["theme"] = read();
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  applyTheme();
  for (const listener of listeners) listener();
}

export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);

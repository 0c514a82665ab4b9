/** The company as `support/brand.yaml` describes it. The build (scripts/build/browser.ts) puts the values in the place of the name below. */

export type Brand = {
  name: string;
  /** How the AI introduces itself; that it is one is said beside it. */
  assistant: string;
  greeting: string;
  launcherLabel: string;
  suggestions: string[];
  /** sRGB, "#rrggbb": on light pages, on dark ones. */
  accent: string;
  accentDark: string;
};

declare const EDGEDESK_BRAND: Brand;

export const brand: Brand = EDGEDESK_BRAND;

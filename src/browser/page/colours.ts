/**
 * Makes any brand colour readable: text on it is black or white, whichever contrasts more, and on the panel it is moved towards the text
 * colour until it has the 4.5 : 1 that WCAG 2.2 (1.4.3) asks for. Colours are sRGB, "#rrggbb".
 */

export type Accent = { accent: string; onAccent: string };

type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
const ink: Rgb = [16, 20, 18];
const minimum = 4.5;

/** `surface`: what the colour stands on. */
export function readableAccent(color: string, surface: string): Accent {
  const ground = parse(surface);
  const far = contrast(ground, white) > contrast(ground, ink) ? white : ink;
  let accent = parse(color);
  for (let step = 0; step < 20 && contrast(accent, ground) < minimum; step += 1) accent = mix(accent, far, 0.08);
  const onAccent = contrast(accent, white) >= contrast(accent, ink) ? white : ink;
  return { accent: format(accent), onAccent: format(onAccent) };
}

/** WCAG 2 contrast ratio, [1, 21]. */
export const contrastRatio = (one: string, other: string): number => contrast(parse(one), parse(other));

function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([r, g, b]: Rgb): number {
  const linear = (channel: number): number => (channel <= 10.31 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function parse(color: string): Rgb {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

const format = (color: Rgb): string => `#${color.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

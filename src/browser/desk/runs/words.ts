/** Words and colours of this page for what the contracts name. */
import type { Tone } from "#desk/ui/badge";

export const outcomes = ["answered", "asked_back", "offered_person", "courtesy", "notice", "handed_off", "failed", "stopped"] as const;

const tones: Readonly<Record<string, Tone>> = {
  answered: "good",
  answer: "good",
  done: "good",
  asked_back: "warn",
  question: "warn",
  offered_person: "warn",
  offer: "warn",
  handed_off: "info",
  handoff: "info",
  failed: "bad",
  timed_out: "bad",
};

export const toneOf = (outcome: string): Tone => tones[outcome] ?? "plain";

/** "asked_back" → "Asked back". */
export const plainWords = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

/** As exact as it must be: a turn costs a few hundredths of a cent. */
export const money = (micros: number): string => (micros === 0 ? "–" : `$${(micros / 1e6).toFixed(micros < 10_000 ? 6 : 4)}`);

/** "Turn 3" of "…-t3", "Brief of handoff 1" of "…-h1". */
export function runName(run: string): string {
  const [, kind, n] = /-([th])(\d+)$/.exec(run) ?? [];
  return n === undefined ? run : kind === "h" ? `Brief of handoff ${n}` : `Turn ${n}`;
}

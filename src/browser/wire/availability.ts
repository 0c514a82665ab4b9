/** When people are at the desk, and what is asked of visitors meanwhile (`GET /v1/widget-settings`). */
import { flag, nullable, number, record, text } from "./guards.ts";
import { callDesk } from "./http.ts";

const isHours = record({ open: flag, changesAt: nullable(text) });
const isTold = record({ hours: nullable(isHours), away: record({ message: text, emailCapture: flag }) });
const withAim = record({ answersWithinMinutes: number });

export type Availability = {
  /** Somebody is there, as far as the opening hours say. */
  open: boolean;
  /** When that changes; null: unknown, or never. */
  changesAt: Date | null;
  /** How soon a person means to answer. */
  aimMinutes: number | null;
  awayMessage: string;
  emailCapture: boolean;
};

/** Until the desk has said anything: nothing is claimed. */
export const unknownAvailability: Availability = { open: true, changesAt: null, aimMinutes: null, awayMessage: "", emailCapture: false };

/** Null: the desk cannot be asked now. */
export async function fetchAvailability(desk: string): Promise<Availability | null> {
  const told = await callDesk(new URL("/v1/widget-settings", desk), isTold);
  if (!told.ok) return null;
  const { hours, away } = told.value;
  const changesAt = hours?.changesAt ?? null;
  return {
    open: hours?.open ?? true,
    changesAt: changesAt === null || Number.isNaN(Date.parse(changesAt)) ? null : new Date(changesAt),
    aimMinutes: withAim(told.value) ? told.value.answersWithinMinutes : null,
    awayMessage: away.message,
    emailCapture: away.emailCapture,
  };
}

/**
 * When people are at the desk. Open is what the clock on the desk's wall says: the local date's hours, or a holiday's in their place, in the desk's time zone
 * (IANA), whatever daylight saving does to it. Pure: `Intl` knows the zones, the instant is given.
 */

/** "09:00-18:00"; the end may be "24:00" and is not included. */
export type OpenSpan = string;

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

export type OpeningHours = {
  timeZone: string;
  week: Readonly<Record<Weekday, readonly OpenSpan[]>>;
  /** `date`: "2026-12-25", local. Its spans count in the place of the weekday's; none: closed all day. */
  holidays: readonly { date: string; name: string; open: readonly OpenSpan[] }[];
};

export type Opening = {
  open: boolean;
  /** When that changes next, in ms since 1970; null: not within the next `horizonDays`. */
  changesAtMs: number | null;
  /** Name of the holiday that today is. */
  holiday: string | null;
};

export const horizonDays = 60;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** From the minute of a local day, [0, 1440), to another, (0, 1440]. */
type Minutes = { from: number; to: number };

/** Null when it is no span, or none that runs forward. */
export function minutesOf(span: OpenSpan): Minutes | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24:00))$/.exec(span);
  if (!parts) return null;
  const from = Number(parts[1]) * 60 + Number(parts[2]);
  const to = parts[5] === undefined ? Number(parts[3]) * 60 + Number(parts[4]) : 24 * 60;
  return from < to ? { from, to } : null;
}

/** Whether spans of one day leave each other alone. */
export function areApart(spans: readonly OpenSpan[]): boolean {
  const sorted = spans.flatMap((span) => minutesOf(span) ?? []).toSorted((a, b) => a.from - b.from);
  return sorted.every(({ from }, n) => n === 0 || (sorted[n - 1]?.to ?? 0) <= from);
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

export function openingAt(hours: OpeningHours, nowMs: number): Opening {
  const open = isOpen(hours, nowMs);
  const { date } = readClock(hours.timeZone, nowMs);
  const holiday = hours.holidays.find((one) => one.date === date)?.name ?? null;
  // Mostly it changes within days; only around long holidays is it worth looking further.
  const changesAtMs = nextChange(hours, date, nowMs, open, 4) ?? nextChange(hours, date, nowMs, open, horizonDays);
  return { open, changesAtMs, holiday };
}

/** Among so many days from the one before `date`. All are put in order first, because the moments of two days can cross where the clock changes. */
function nextChange(hours: OpeningHours, date: string, nowMs: number, open: boolean, days: number): number | null {
  const moments = Array.from({ length: days + 2 }, (_, day) => momentsOfDay(hours, addDays(date, day - 1))).flat();
  // The last day's are not all there: a moment of the day after could come first.
  const endMs = Date.parse(`${addDays(date, days - 1)}T00:00:00Z`);
  const sorted = moments.filter((moment) => moment > nowMs && moment < endMs).toSorted((a, b) => a - b);
  return sorted.find((moment) => isOpen(hours, moment) !== open) ?? null;
}

function isOpen(hours: OpeningHours, atMs: number): boolean {
  const { date, weekday, minute } = readClock(hours.timeZone, atMs);
  return spansOf(hours, date, weekday).some(({ from, to }) => from <= minute && minute < to);
}

const spansOf = ({ week, holidays }: OpeningHours, date: string, weekday: Weekday): Minutes[] =>
  (holidays.find((holiday) => holiday.date === date)?.open ?? week[weekday]).flatMap((span) => minutesOf(span) ?? []);

/** Every instant of a local day at which it could open or close, in no order: where a span begins or ends, where the day does, and where the clock is put forward or back. */
function momentsOfDay(hours: OpeningHours, date: string): number[] {
  const { timeZone } = hours;
  const midnightMs = Date.parse(`${date}T00:00:00Z`);
  const offsets = [offsetAt(timeZone, midnightMs - dayMs), offsetAt(timeZone, midnightMs + 2 * dayMs)];
  const minutes = [0, 24 * 60, ...spansOf(hours, date, weekdayOf(midnightMs)).flatMap(({ from, to }) => [from, to])];
  const moments = minutes.flatMap((minute) => offsets.map((offset) => midnightMs + minute * minuteMs - offset));
  return [...moments, ...changesOfClock(timeZone, midnightMs)];
}

function changesOfClock(timeZone: string, midnightMs: number): number[] {
  let [from, to] = [midnightMs - dayMs, midnightMs + 2 * dayMs];
  if (offsetAt(timeZone, from) === offsetAt(timeZone, to)) return [];
  const before = offsetAt(timeZone, from);
  while (to - from > minuteMs) {
    const middle = Math.floor((from + to) / 2 / minuteMs) * minuteMs;
    if (offsetAt(timeZone, middle) === before) from = middle;
    else to = middle;
  }
  return [to];
}

/** What the clock shows beyond UTC, in ms. */
function offsetAt(timeZone: string, atMs: number): number {
  const { date, minute } = readClock(timeZone, atMs);
  return Date.parse(`${date}T00:00:00Z`) + minute * minuteMs - Math.floor(atMs / minuteMs) * minuteMs;
}

type ClockReading = { date: string; weekday: Weekday; minute: number };

function readClock(timeZone: string, atMs: number): ClockReading {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${(parts.get("year") ?? "").padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
  return {
    date,
    weekday: weekdayOf(Date.parse(`${date}T00:00:00Z`)),
    minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")),
  };
}

/** 1970 began with a Thursday. */
const weekdayOf = (utcMidnightMs: number): Weekday => weekdays[(((utcMidnightMs / dayMs + 3) % 7) + 7) % 7] ?? "monday";

const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Making a format costs a hundred times what using it costs; a desk has one zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a zone that nobody knows. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

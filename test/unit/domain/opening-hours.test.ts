/** When the desk is open, held against the simplest thing that is true: asking the zone's clock minute by minute. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { areApart, isTimeZone, minutesOf, openingAt, type OpeningHours, weekdays } from "#domain/opening-hours";

const everyDay = (...spans: string[]): OpeningHours["week"] => ({
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
});

const shop: OpeningHours = {
  timeZone: "Europe/Amsterdam",
  week: { ...everyDay("09:00-18:00"), saturday: ["10:00-14:00"], sunday: [] },
  holidays: [
    { date: "2026-12-25", name: "Christmas Day", open: [] },
    { date: "2026-12-31", name: "New Year's Eve", open: ["09:00-13:00"] },
  ],
};

const at = (hours: OpeningHours, iso: string) => {
  const { open, changesAtMs, holiday } = openingAt(hours, Date.parse(iso));
  return { open, changesAt: changesAtMs === null ? null : new Date(changesAtMs).toISOString().slice(0, 16), holiday };
};

test.each([
  ["a weekday morning", "2026-11-23T09:30:00Z", true, "2026-11-23T17:00", null],
  ["the first minute", "2026-11-23T08:00:00Z", true, "2026-11-23T17:00", null],
  ["the minute after the last", "2026-11-23T17:00:00Z", false, "2026-11-24T08:00", null],
  ["Saturday afternoon: back on Monday", "2026-11-21T15:00:00Z", false, "2026-11-23T08:00", null],
  ["Christmas Day, a Friday: back on Saturday", "2026-12-25T10:00:00Z", false, "2026-12-26T09:00", "Christmas Day"],
  ["the short day before New Year", "2026-12-31T10:00:00Z", true, "2026-12-31T12:00", "New Year's Eve"],
])("%s", (_case, iso, open, changesAt, holiday) => {
  expect(at(shop, iso)).toEqual({ open, changesAt, holiday });
});

test("nine in the morning stays nine when the clocks change", () => {
  expect(at(shop, "2026-03-27T20:00:00Z").changesAt).toBe("2026-03-28T09:00"); // Saturday before the change, 10:00 CET
  expect(at(shop, "2026-03-28T20:00:00Z").changesAt).toBe("2026-03-30T07:00"); // Monday after it, 09:00 CEST
  expect(at(shop, "2026-10-24T20:00:00Z").changesAt).toBe("2026-10-26T08:00"); // and back
});

test("an opening time that the clock skips begins where the clock goes on; one that comes twice counts twice", () => {
  const nights = { ...shop, week: everyDay("02:30-05:00"), holidays: [] };
  expect(at(nights, "2026-03-29T00:00:00Z").changesAt).toBe("2026-03-29T01:00"); // 02:00 becomes 03:00
  const early = { ...shop, week: everyDay("01:00-02:30"), holidays: [] };
  expect(at(early, "2026-10-25T00:10:00Z")).toMatchObject({ open: true, changesAt: "2026-10-25T00:30" }); // 02:10, the first time
  expect(at(early, "2026-10-25T00:45:00Z")).toMatchObject({ open: false, changesAt: "2026-10-25T01:00" }); // 02:45, then 02:00 again
});

test("around the clock and never are told as such, and spans that meet at midnight are one", () => {
  expect(at({ ...shop, week: everyDay("00:00-24:00"), holidays: [] }, "2026-11-23T12:00:00Z")).toMatchObject({
    open: true,
    changesAt: null,
  });
  expect(at({ ...shop, week: everyDay(), holidays: [] }, "2026-11-23T12:00:00Z")).toMatchObject({ open: false, changesAt: null });
  const late = { ...shop, week: everyDay("00:00-02:00", "22:00-24:00"), holidays: [] };
  expect(at(late, "2026-11-23T22:00:00Z")).toMatchObject({ open: true, changesAt: "2026-11-24T01:00" });
});

test("spans run forward, are apart, and zones exist", () => {
  expect(["09:00-18:00", "00:00-24:00", "23:59-24:00"].map((span) => minutesOf(span) !== null)).toEqual([true, true, true]);
  expect(["18:00-09:00", "9:00-18:00", "09:00-09:00", "09:00–18:00", "24:00-24:00", "09:60-10:00"].map(minutesOf)).toEqual(
    Array(6).fill(null),
  );
  expect([areApart(["09:00-12:00", "12:00-13:00"]), areApart(["09:00-12:01", "12:00-13:00"])]).toEqual([true, false]);
  expect([isTimeZone("Asia/Kathmandu"), isTimeZone("Mars/Olympus")]).toEqual([true, false]);
});

const zones = [
  "Europe/Amsterdam",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "UTC",
  "Pacific/Apia",
];
const span = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 })).map(([from, length]) => {
  const clock = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;
  return `${clock(from)}-${clock(Math.min(from + length, 96))}`;
});
const spans = fc.array(span, { maxLength: 2 });
const anyHours = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.record(Object.fromEntries(weekdays.map((day) => [day, spans]))),
  holidays: fc.array(
    fc.record({
      date: fc.integer({ min: 0, max: 364 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
      name: fc.constant("a day"),
      open: spans,
    }),
    { maxLength: 5 },
  ),
});
/** Half of them near a change of the clock somewhere. */
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 29) }),
  fc
    .tuple(
      fc.constantFrom(
        "2026-03-29T01:00Z",
        "2026-10-25T01:00Z",
        "2026-03-08T07:00Z",
        "2026-11-01T06:00Z",
        "2026-04-04T15:00Z",
        "2026-09-26T14:00Z",
      ),
      fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }),
    )
    .map(([moment, seconds]) => Date.parse(moment) + seconds * 1_000),
);

/** What the clock on the wall says, asked through another of the platform's ways to tell the time. */
function opensBy(hours: OpeningHours, atMs: number): boolean {
  const [date = "", time = ""] = new Date(atMs).toLocaleString("sv-SE", { timeZone: hours.timeZone }).split(" ");
  const weekday = new Date(atMs).toLocaleDateString("en-GB", { timeZone: hours.timeZone, weekday: "long" }).toLowerCase();
  const open =
    hours.holidays.find((holiday) => holiday.date === date)?.open ?? Object.entries(hours.week).find(([day]) => day === weekday)?.[1] ?? [];
  return open.some((one) => one.slice(0, 5) <= time.slice(0, 5) && time.slice(0, 5) < one.slice(6));
}

test("open is what the wall's clock says, and nothing changes before the time that is told", () => {
  fc.assert(
    fc.property(anyHours, instants, (drawn, nowMs) => {
      const hours = { ...drawn, week: { ...everyDay(), ...drawn.week } };
      const { open, changesAtMs } = openingAt(hours, nowMs);
      expect(open).toBe(opensBy(hours, nowMs));
      const untilMs = Math.min(changesAtMs ?? Infinity, nowMs + 2 * 86_400_000);
      const firstMinute = Math.ceil((nowMs + 1) / 60_000) * 60_000;
      for (let moment = firstMinute; moment < untilMs; moment += 15 * 60_000) expect(opensBy(hours, moment)).toBe(open);
      if (changesAtMs === null) return;
      expect(opensBy(hours, changesAtMs)).toBe(!open);
      expect(opensBy(hours, changesAtMs - 1)).toBe(open);
    }),
    { numRuns: 100 },
  );
});

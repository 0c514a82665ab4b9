/** Times as the visitor reads them: in the language of the widget, in the time zone of the device. */

export type Times = {
  /** "14:05". */
  clock: (at: Date) => string;
  /** "Sunday, 22 November". */
  day: (at: Date) => string;
  /** The next time that something happens: "14:05" today, "Mon 09:00" this week, "Mon 4 Jan, 09:00" later. */
  next: (at: Date) => string;
  /** "22 Nov 2026". */
  date: (at: Date) => string;
  /** Minutes as "45 minutes", "4 hours", "2 days". */
  duration: (minutes: number) => string;
};

const dayMs = 86_400_000;

export function makeTimes(locale: string): Times {
  const format = (options: Intl.DateTimeFormatOptions): ((at: Date) => string) => {
    const made = new Intl.DateTimeFormat(locale, options);
    return (at) => made.format(at);
  };
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const clock = format(time);
  const soon = format({ weekday: "short", ...time });
  const later = format({ weekday: "short", day: "numeric", month: "short", ...time });
  const unit = (value: number, name: "minute" | "hour" | "day"): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "long", maximumFractionDigits: 1 }).format(value);
  return {
    clock,
    day: format({ weekday: "long", day: "numeric", month: "long" }),
    date: format({ dateStyle: "medium" }),
    next: (at) => {
      if (at.toDateString() === new Date().toDateString()) return clock(at);
      return at.getTime() - Date.now() < 6 * dayMs ? soon(at) : later(at);
    },
    duration: (minutes) =>
      minutes < 120 ? unit(minutes, "minute") : minutes < 48 * 60 ? unit(minutes / 60, "hour") : unit(minutes / 1440, "day"),
  };
}

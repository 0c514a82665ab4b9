/** The part of the settings that the widget is told, at one moment. */
import type { Settings } from "#contracts/settings";
import type { WidgetSettings } from "#contracts/widget-settings";
import { openingAt } from "#domain/opening-hours";

export function widgetSettingsOf({ brand, hours, away, proactive, slaMinutes }: Settings, nowMs: number): WidgetSettings {
  const { enabled, ...rule } = proactive;
  return {
    v: 1,
    brand,
    hours: hours && hoursNow(hours, nowMs),
    answersWithinMinutes: slaMinutes.normal,
    away,
    proactive: enabled ? rule : null,
  };
}

function hoursNow(hours: NonNullable<Settings["hours"]>, nowMs: number): WidgetSettings["hours"] {
  const { open, changesAtMs, holiday } = openingAt(hours, nowMs);
  return { open, changesAt: changesAtMs === null ? null : new Date(changesAtMs).toISOString(), timeZone: hours.timeZone, holiday };
}

/**
 * Settings as the files of `support/` have them, both ways: what the desk starts from, and what `npm run support -- export` writes. Going there and back changes
 * nothing.
 */
import type { z } from "zod";
import type { Settings } from "#contracts/settings";
import type { BrandSchema, DeskFileSchema, HoursFileSchema } from "./support.ts";

/** What of the files an admin can set on the running desk; links that answers may have are the deployment's. */
export type SettingFiles = {
  brand: Pick<z.output<typeof BrandSchema>, "name" | "tagline" | "colours" | "assistant">;
  hours: z.output<typeof HoursFileSchema>;
  desk: z.output<typeof DeskFileSchema>;
  macros: Settings["macros"];
};

export const settingsOfFiles = ({ brand, hours: { hours, away }, desk, macros }: SettingFiles): Settings => ({
  answerThreshold: desk.answer_threshold,
  brand: {
    name: brand.name,
    tagline: brand.tagline,
    accent: brand.colours.accent,
    accentDark: brand.colours.accent_dark,
    assistant: brand.assistant.name,
    greeting: brand.assistant.greeting,
    launcherLabel: brand.assistant.launcher_label,
    launcherSide: brand.assistant.launcher_side,
    suggestions: brand.assistant.suggestions,
  },
  hours: hours === null ? null : { timeZone: hours.time_zone, week: hours.week, holidays: hours.holidays },
  away: { message: away.message, emailCapture: away.email_capture },
  proactive: {
    enabled: desk.proactive.enabled,
    message: desk.proactive.message,
    afterSeconds: desk.proactive.after_seconds,
    everyDays: desk.proactive.every_days,
  },
  slaMinutes: desk.sla_minutes,
  returnAfterMinutes: desk.return_after_minutes,
  retentionDays: desk.retention_days,
  macros,
  auditDays: desk.audit_days,
});

export const filesOfSettings = ({ brand, hours, away, proactive, macros, ...desk }: Settings): SettingFiles => ({
  brand: {
    name: brand.name,
    tagline: brand.tagline,
    colours: { accent: brand.accent, accent_dark: brand.accentDark },
    assistant: {
      name: brand.assistant,
      greeting: brand.greeting,
      launcher_label: brand.launcherLabel,
      launcher_side: brand.launcherSide,
      suggestions: brand.suggestions,
    },
  },
  hours: {
    hours: hours === null ? null : { time_zone: hours.timeZone, week: hours.week, holidays: hours.holidays },
    away: { message: away.message, email_capture: away.emailCapture },
  },
  macros,
  desk: {
    answer_threshold: desk.answerThreshold,
    sla_minutes: desk.slaMinutes,
    return_after_minutes: desk.returnAfterMinutes,
    retention_days: desk.retentionDays,
    audit_days: desk.auditDays,
    proactive: {
      enabled: proactive.enabled,
      message: proactive.message,
      after_seconds: proactive.afterSeconds,
      every_days: proactive.everyDays,
    },
  },
});

/** What an adopter set in `support/`, as the build packed it: brand, opening hours, how the desk works, synonyms, the taxonomy of intents, policies, models. Checked when it is built and again when it is loaded. */
import { z } from "zod";
import { AlertsSchema } from "#domain/alerts";
import { AwaySchema, OpeningHoursSchema, ProactiveSchema, SettingsSchema } from "#contracts/settings";
import { MacroListSchema } from "#contracts/desk";
import { ModelsSchema } from "./models.ts";
import { ToolsSchema } from "./tools.ts";

const ColourSchema = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour as "#rrggbb"');

export const BrandSchema = z.object({
  name: z.string().trim().min(1).max(60),
  tagline: z.string().max(200).default(""),
  colours: z.object({ accent: ColourSchema, accent_dark: ColourSchema }),
  assistant: z.object({
    name: z.string().min(1).max(80),
    greeting: z.string().min(1).max(600),
    launcher_label: z.string().min(1).max(60),
    launcher_side: z.enum(["end", "start"]).default("end"),
    suggestions: z.array(z.string().trim().min(1).max(120)).max(4).default([]),
  }),
  allowed_link_hosts: z.array(z.hostname()).default([]).describe("hosts that answers may link to, besides the desk's own pages"),
});
export type Brand = z.infer<typeof BrandSchema>;

const { shape: hoursShape } = OpeningHoursSchema;
const { shape: proactiveShape } = ProactiveSchema;

/** `support/hours.yaml` */
export const HoursFileSchema = z.strictObject({
  hours: z.strictObject({ time_zone: hoursShape.timeZone, week: hoursShape.week, holidays: hoursShape.holidays.default([]) }).nullable(),
  away: z.strictObject({ message: AwaySchema.shape.message.default(""), email_capture: AwaySchema.shape.emailCapture }),
});

/** `support/desk.yaml` */
export const DeskFileSchema = z.strictObject({
  answer_threshold: SettingsSchema.shape.answerThreshold,
  sla_minutes: SettingsSchema.shape.slaMinutes,
  return_after_minutes: SettingsSchema.shape.returnAfterMinutes,
  retention_days: SettingsSchema.shape.retentionDays,
  audit_days: SettingsSchema.shape.auditDays,
  proactive: z.strictObject({
    enabled: proactiveShape.enabled,
    message: proactiveShape.message,
    after_seconds: proactiveShape.afterSeconds,
    every_days: proactiveShape.everyDays,
  }),
});

export const IntentSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, "lower-case letters, digits, '-' and '_'"),
  description: z.string().default(""),
  handoff: z.boolean().default(false).describe("messages of this intent go to a person"),
});

export const SupportSchema = z.object({
  brand: BrandSchema,
  hours: HoursFileSchema,
  desk: DeskFileSchema,
  intents: z.array(IntentSchema).min(2, "a router needs at least two intents"),
  synonyms: z.array(z.array(z.string().trim().min(1)).min(2)),
  policies: z.string().max(20_000, "policies go into every prompt; keep them under 20,000 characters"),
  models: ModelsSchema,
  tools: ToolsSchema,
  alerts: AlertsSchema,
  /** What to do about each of them: docs/runbook.md, as the desk shows it. */
  runbook: z.string().min(1).max(200_000),
  macros: MacroListSchema.default([]),
});
export type Support = z.infer<typeof SupportSchema>;

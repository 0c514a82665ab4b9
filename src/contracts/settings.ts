/** What an admin can set on the running desk. The defaults are the files of `support/`; what is set here stands over them, group by group. */
import { z } from "zod";
import { MacroListSchema } from "#contracts/desk";
import { areApart, isTimeZone, minutesOf, type OpeningHours } from "#domain/opening-hours";

const ColourSchema = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour as "#rrggbb"');

export const BrandSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(60).describe("the company"),
  tagline: z.string().trim().max(200),
  accent: ColourSchema.describe("on light pages"),
  accentDark: ColourSchema.describe("on dark pages"),
  assistant: z.string().trim().min(1).max(80).describe("the name under which the AI speaks"),
  greeting: z.string().trim().min(1).max(600).describe("first words; they have to say that the assistant is AI"),
  launcherLabel: z.string().trim().min(1).max(60),
  launcherSide: z.enum(["end", "start"]).describe("corner of the page, in reading direction"),
  suggestions: z.array(z.string().trim().min(1).max(120)).max(4),
});

const SpansSchema = z
  .array(z.string().refine((span) => minutesOf(span) !== null, 'hours as "09:00-18:00", from before to; past midnight are two days'))
  .max(4)
  .refine(areApart, "hours of one day overlap");

export const OpeningHoursSchema = z.strictObject({
  timeZone: z.string().max(60).refine(isTimeZone, 'a time zone such as "Europe/Amsterdam"'),
  week: z.strictObject({
    monday: SpansSchema,
    tuesday: SpansSchema,
    wednesday: SpansSchema,
    thursday: SpansSchema,
    friday: SpansSchema,
    saturday: SpansSchema,
    sunday: SpansSchema,
  }),
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: z.string().trim().min(1).max(80), open: SpansSchema.default([]) })).max(200),
}) satisfies z.ZodType<OpeningHours, unknown>;

export const AwaySchema = z.strictObject({
  message: z
    .string()
    .trim()
    .max(600)
    .describe("said while nobody is at the desk; empty: the widget's own words, in the visitor's language"),
  emailCapture: z.boolean().describe("asks for an e-mail address, to answer later"),
});

export const ProactiveSchema = z.strictObject({
  enabled: z.boolean(),
  message: z.string().trim().min(1).max(200),
  afterSeconds: z.int().min(1).max(3_600).describe("on the page"),
  everyDays: z.int().min(1).max(365).describe("at most once in so many days, per browser"),
});

const minutes = z
  .int()
  .min(1)
  .max(60 * 24 * 30);
export const SlaSchema = z.strictObject({ urgent: minutes, high: minutes, normal: minutes, low: minutes });

export const SettingsSchema = z.object({
  answerThreshold: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .describe("answerability from which the desk answers; null: the engine's own"),
  brand: BrandSettingsSchema,
  hours: OpeningHoursSchema.nullable().describe("when people are at the desk; null: always"),
  away: AwaySchema,
  proactive: ProactiveSchema,
  slaMinutes: SlaSchema.describe("until a person's first answer, by priority"),
  returnAfterMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .describe("a conversation that its operator leaves alone for so long goes back to the queue"),
  retentionDays: z
    .int()
    .min(1)
    .max(3_650)
    .nullable()
    .describe("a conversation in which nothing has happened for so many days is erased, with its tickets; null: it is kept for ever"),
  macros: MacroListSchema.describe("what people at the desk write again and again"),
  auditDays: z.int().min(31).max(3_650).describe("how long the audit log is kept"),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const SettingNameSchema = SettingsSchema.keyof();
export type SettingName = z.infer<typeof SettingNameSchema>;

/** What is in force, and which of it was set on the desk. */
export const SettingsViewSchema = SettingsSchema.extend({
  version: z.int().describe("rises with every change; send it as If-Match"),
  set: z.array(SettingNameSchema).describe("set on the desk; the rest stands as in the files of support/"),
});
export type SettingsView = z.infer<typeof SettingsViewSchema>;

export const SettingsChangeSchema = SettingsSchema.extend({ answerThreshold: SettingsSchema.shape.answerThreshold.unwrap() })
  .partial()
  .extend({ reset: z.array(SettingNameSchema).optional().describe("goes back to what the files of support/ say") })
  .strict();

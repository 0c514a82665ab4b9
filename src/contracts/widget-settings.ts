/**
 * What the widget needs to know of the desk before anybody speaks: `GET /v1/widget-settings`, public and cacheable. Host pages may override the brand by attributes.
 * A reader passes over fields that it does not know.
 */
import { z } from "zod";
import { AwaySchema, BrandSettingsSchema, ProactiveSchema } from "#contracts/settings";

export const WidgetSettingsSchema = z.object({
  v: z.literal(1),
  brand: BrandSettingsSchema.describe("as it is set; `accent` and `accentDark` are still to be moved to where they can be read"),
  hours: z
    .object({
      open: z.boolean().describe("whether people are at the desk; the assistant answers always"),
      changesAt: z.iso
        .datetime()
        .nullable()
        .describe('closed: when they are back ("back at …"); open: until when. null: not within 60 days. Past this moment ask again'),
      timeZone: z.string(),
      holiday: z.string().nullable().describe("name of the holiday that today is"),
    })
    .nullable()
    .describe("null: somebody is always there"),
  answersWithinMinutes: z.int().describe("how soon a person means to answer an ordinary question, while people are there"),
  away: AwaySchema,
  proactive: ProactiveSchema.omit({ enabled: true }).nullable().describe("null: the widget never speaks first"),
});
export type WidgetSettings = z.infer<typeof WidgetSettingsSchema>;

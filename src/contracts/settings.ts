/** What an operator can set on the running desk. */
import { z } from "zod";

export const SettingsSchema = z.object({
  answerThreshold: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .describe("answerability from which the desk answers; null: the engine's own"),
});
export type Settings = z.infer<typeof SettingsSchema>;

export const SettingsChangeSchema = z.strictObject({ answerThreshold: z.number().min(0).max(1).nullable().optional() });

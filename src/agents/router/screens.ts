/**
 * What the screens see in a customer's message: signs of an attempt to instruct the assistant, and kinds of personal data. Nothing is refused for it:
 * the run graph shows it, and whatever calls a model or a tool with the message can ask.
 */
import { z } from "zod";
import { screenForInjection } from "#embedded/screens/injection";
import { findPersonalData, personalDataTypes } from "#embedded/screens/personal-data";

export const ScreensSchema = z.object({
  injection: z
    .object({ score: z.number().min(0).max(1), flagged: z.boolean() })
    .describe("does the message try to instruct the assistant? Not a probability"),
  personalData: z.array(z.enum(personalDataTypes)).describe("kinds of personal data in the message, each once"),
});
export type Screens = z.infer<typeof ScreensSchema>;

export const nothingSeen: Screens = { injection: { score: 0, flagged: false }, personalData: [] };

export function screen(text: string): Screens {
  const { score, flagged } = screenForInjection(text);
  return { injection: { score, flagged }, personalData: [...new Set(findPersonalData(text).map(({ type }) => type))] };
}

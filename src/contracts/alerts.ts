/** Alerts, as operators see them. */
import { z } from "zod";
import { SeveritySchema } from "#domain/alerts";

export const AlertSchema = z.object({
  rule: z.string(),
  title: z.string(),
  severity: SeveritySchema,
  phase: z.enum(["quiet", "pending", "firing"]).describe("pending: above the threshold, but not for long enough yet"),
  since: z.iso.datetime().describe("when the phase began"),
  value: z.number().nullable().describe("as last measured; null: not measured yet"),
  above: z.number().describe("the threshold"),
  unit: z.string(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  runbook: z.string().describe("address of what to do"),
  example: z.string().nullable().describe("trace id of an example"),
  untold: z.int().describe("deliveries that are still being tried"),
  refused: z.int().describe("deliveries of this phase that a destination refused for good"),
});
export type Alert = z.infer<typeof AlertSchema>;

export const AlertListSchema = z.object({
  alerts: z.array(AlertSchema).describe("firing first, then pending"),
  judgedAt: z.iso.datetime().nullable(),
  destinations: z.array(z.string()).describe("who is told besides the desk"),
});
export type AlertList = z.infer<typeof AlertListSchema>;

/** Markdown; each rule's section begins with `<a id="its name"></a>`. */
export const RunbookSchema = z.object({ text: z.string() });
export type Runbook = z.infer<typeof RunbookSchema>;

/** What the router made of a message. The schema is the router agent's output contract; the embedded engine produces the same shape. */
import { z } from "zod";

export const IntentGuessSchema = z.object({ label: z.string(), confidence: z.number().min(0).max(1) });

export const SmallTalkSchema = z
  .enum(["greeting", "thanks", "bye", "identity"])
  .describe("identity: nothing but the question who or what is speaking");
export type SmallTalk = z.infer<typeof SmallTalkSchema>;

export const RoutingSchema = z.object({
  intent: z.string().nullable().describe("the best intent, or null when the message is outside of all of them"),
  confidence: z.number().min(0).max(1).describe("calibrated probability that `intent` is right"),
  intents: z.array(IntentGuessSchema).describe("every intent that the message speaks of, surest first"),
  wantsPerson: z.object({ wanted: z.boolean(), score: z.number().min(0).max(1) }).describe("an explicit wish for a human"),
  sentiment: z.number().min(-1).max(1),
  language: z.string().describe("BCP 47 primary tag, or und"),
  smallTalk: SmallTalkSchema.nullable(),
});
export type Routing = z.infer<typeof RoutingSchema>;

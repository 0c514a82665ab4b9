/** One exchange with a model as it went over the wire: what a fixture holds. No header but the kind of content, so that no key and no account gets into it. */
import { z } from "zod";

export const probeNames = ["stream", "json", "embedding", "reranking"] as const;
export type ProbeName = (typeof probeNames)[number];

export const ExchangeSchema = z.object({
  probe: z.enum(probeNames),
  provider: z.enum(["openai-compatible", "workers-ai"]),
  model: z.string(),
  source: z.string().describe("when it was recorded and from what, or that it was written by hand after the documentation"),
  path: z.string().optional().describe("what was called: below the base address, or the model's name; absent where it was not recorded"),
  request: z.unknown(),
  response: z.object({ status: z.int(), contentType: z.string(), body: z.string() }),
});
export type Exchange = z.infer<typeof ExchangeSchema>;
export type WireAnswer = Exchange["response"];

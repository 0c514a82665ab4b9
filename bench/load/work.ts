/** What the load process can be told to do, and what it says when it has done it: plain data over its channel. */
import { z } from "zod";

export const OrderSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("open"), url: z.string(), customers: z.int().min(1) }),
  z.object({
    do: z.literal("closed_loop").describe("so many messages under way at any time; each answer is followed by the next message"),
    underWay: z.int().min(1),
    messages: z.int().min(1),
    questions: z.array(z.string()).min(1).readonly(),
  }),
  z.object({
    do: z.literal("open_loop").describe("messages at a fixed rate, whether or not earlier ones were answered"),
    perSecond: z.number().positive(),
    messages: z.int().min(1),
    questions: z.array(z.string()).min(1).readonly(),
  }),
  z.object({ do: z.literal("close") }),
]);
export type Order = z.infer<typeof OrderSchema>;

const Milliseconds = z.array(z.number());

/** One entry a message in `ackMs` and `doneMs`; fewer where not every message is followed by one. */
export const DoneSchema = z.object({
  tookMs: z.number(),
  ackMs: Milliseconds,
  statusMs: Milliseconds,
  deltaMs: Milliseconds,
  doneMs: Milliseconds,
  /** Until the end, without what a model server took itself; only where there is one. */
  addedMs: Milliseconds,
  ends: z.object({ answered: z.int(), handed_off: z.int(), failed: z.int() }),
});
export type Done = z.infer<typeof DoneSchema>;

export const ReplySchema = z.union([z.object({ done: DoneSchema }), z.object({ failed: z.string() })]);
export type Reply = z.infer<typeof ReplySchema>;

/** What the load process can be told to do, and what it says while and when it has done it: plain data over its channel. */
import { z } from "zod";

const Questions = z.array(z.string()).min(1).readonly();

export const OrderSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("open"), url: z.string(), customers: z.int().min(1) }),
  z.object({
    do: z.literal("closed_loop").describe("so many messages under way at any time; each answer is followed by the next message"),
    underWay: z.int().min(1),
    messages: z.int().min(1),
    questions: Questions,
  }),
  z.object({
    do: z.literal("open_loop").describe("messages at a fixed rate, whether or not earlier ones were answered"),
    perSecond: z.number().positive(),
    messages: z.int().min(1),
    questions: Questions,
  }),
  z.object({
    do: z
      .literal("steady")
      .describe("messages at a fixed rate for a time; what goes wrong is counted, and what is behind in the end is left unsaid"),
    perSecond: z.number().positive(),
    forMs: z.number().positive(),
    hopelessMs: z.number().positive().describe("ends when the acks of two windows in a row come later than that, p95"),
    questions: Questions,
  }),
  z.object({
    do: z.literal("wake").describe("some customers, evenly picked, say one thing each"),
    customers: z.int().min(1),
    questions: Questions,
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
  /** What went wrong, by its words; only where that is counted instead of ending the order. */
  errors: z.record(z.string(), z.int()),
  /** Due and not said, because its customer still waited for an answer. */
  unsaid: z.int(),
});
export type Done = z.infer<typeof DoneSchema>;

/** Of the time since the last progress. `underWay`: said or due, and not ended. */
export const ProgressSchema = z.object({
  seconds: z.number(),
  opened: z.int(),
  offered: z.int(),
  ackMs: Milliseconds,
  errors: z.int(),
  underWay: z.int(),
});
export type Progress = z.infer<typeof ProgressSchema>;

export const ReplySchema = z.union([
  z.object({ done: DoneSchema }),
  z.object({ failed: z.string() }),
  z.object({ progress: ProgressSchema }),
]);
export type Reply = z.infer<typeof ReplySchema>;

/**
 * The frames of the conversation socket (subprotocol `edgedesk.v1`): one JSON object each, with `"v": 1`. What a client sends is parsed
 * strictly and refused with an error frame; what the server sends may gain fields and kinds, so a client passes over what it does not know.
 * The bare text "ping" is answered with "pong" without waking the conversation.
 */
import { z } from "zod";
import { LoggedEventSchema, RatingSchema } from "#contracts/events";
import { ConfirmSchema } from "#contracts/tools";
import { MessageIdSchema, TurnIdSchema } from "#domain/ids";
import { ConversationStateSchema } from "#domain/ownership";

export const socketProtocol = "edgedesk.v1";

/** A client frame may have so many bytes (UTF-8): room for a message of the largest size and its envelope, JSON escapes included. */
export const maxFrameBytes = 65_536;

const v = z.literal(1);

export const FeedbackSchema = z.strictObject({
  turn: TurnIdSchema,
  rating: z.enum(["up", "down"]),
  reason: z.string().max(1000).optional(),
});

export const RateSchema = z.strictObject({ score: RatingSchema.shape.score, comment: z.string().max(2000).optional() });
export const ContactSchema = z.strictObject({ email: z.email().max(254) });

export const ClientFrameSchema = z.discriminatedUnion("type", [
  z.strictObject({ v, type: z.literal("message"), id: MessageIdSchema, text: z.string() }),
  z.strictObject({ v, type: z.literal("resume"), after: z.int().min(0) }),
  z.strictObject({ v, type: z.literal("handoff") }),
  FeedbackSchema.extend({ v, type: z.literal("feedback") }),
  RateSchema.extend({ v, type: z.literal("rate") }),
  ContactSchema.extend({ v, type: z.literal("contact") }),
  z.strictObject({ v, type: z.literal("typing") }),
  z.strictObject({ v, type: z.literal("read"), mark: z.string().max(32) }),
  z.strictObject({ v, type: z.literal("stop"), turn: TurnIdSchema }),
  ConfirmSchema.extend({ v, type: z.literal("confirm") }),
]);
export type ClientFrame = z.infer<typeof ClientFrameSchema>;

/** What the agents are doing at this moment. */
export const PhaseSchema = z.enum(["routing", "searching", "writing", "waiting"]);
export type Phase = z.infer<typeof PhaseSchema>;

export const ServerFrameSchema = z.discriminatedUnion("type", [
  z.object({ v, type: z.literal("ack"), id: MessageIdSchema, seq: z.int() }),
  LoggedEventSchema.extend({ v, type: z.literal("event") }),
  z.object({ v, type: z.literal("ready"), seq: z.int(), state: ConversationStateSchema }).describe("the log has been replayed up to seq"),
  z.object({ v, type: z.literal("status"), turn: TurnIdSchema, phase: PhaseSchema }),
  z.object({
    v,
    type: z.literal("delta"),
    turn: TurnIdSchema,
    attempt: z.int().min(1).describe("text of a higher attempt replaces that of a lower one"),
    index: z.int().min(0),
    text: z.string(),
  }),
  z
    .object({ v, type: z.literal("mark"), mark: z.string() })
    .describe(
      "send it back as `read` once you have read so far; a reader that leaves too much unread is closed with 1013 and may come back",
    ),
  z.object({ v, type: z.literal("typing"), by: z.enum(["operator", "customer"]) }),
  z.object({
    v,
    type: z.literal("error"),
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    id: z.string().optional().describe("the message that was refused, when it is known"),
    retryAfterS: z.int().optional().describe("seconds after which sending it again can help, where that is known"),
  }),
]);
export type ServerFrame = z.infer<typeof ServerFrameSchema>;

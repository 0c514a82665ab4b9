/** HTTP bodies of a visitor's conversation. */
import { z } from "zod";
import { SettledSchema } from "#contracts/desk";
import { HandoffReasonSchema, LoggedEventSchema, TicketReferenceSchema } from "#contracts/events";
import { IdentitySchema, IdentityTokenSchema } from "#contracts/identity";
import { RunSchema } from "#contracts/runs";
import { NoteSchema } from "#contracts/notes";
import { ToolCallRecordSchema } from "#contracts/tools";
import { ConversationIdSchema, HandoffIdSchema, MessageIdSchema } from "#domain/ids";
import { ConversationStateSchema } from "#domain/ownership";

export const StartConversationSchema = z.strictObject({
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, "a BCP 47 language tag")
    .max(35)
    .optional(),
  identity: IdentityTokenSchema.optional(),
});

export const ConversationStartedSchema = z.object({
  id: ConversationIdSchema,
  token: z.string().describe("visitor token, bound to this conversation and to the origin that asked"),
  expiresAt: z.iso.datetime(),
  renewal: z.string().describe("exchanged for fresh tokens at …/token; keep it on the device, send it nowhere else"),
});

export const TokenRenewedSchema = z.object({ token: z.string(), expiresAt: z.iso.datetime() });

export const PostMessageSchema = z.strictObject({ id: MessageIdSchema, text: z.string() });
export const MessageAcceptedSchema = z.object({ id: MessageIdSchema, seq: z.int() });

export const EventsQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export const EventsPageSchema = z.object({
  events: z.array(LoggedEventSchema),
  next: z.int().describe("cursor for the next page: the last seq seen"),
  state: ConversationStateSchema,
});
export type EventsPage = z.infer<typeof EventsPageSchema>;

export const HandoffAcceptedSchema = z.object({ handoff: z.string(), seq: z.int() });
export const ClosedSchema = z.object({ state: ConversationStateSchema, seq: z.int() });

/** Everything that a conversation stores. */
export const ConversationExportSchema = z.object({
  v: z.literal(1),
  conversation: ConversationIdSchema,
  standing: z.object({
    state: ConversationStateSchema,
    epoch: z.int(),
    offered: z.boolean().describe("the assistant's last words offered a person"),
    unanswered: z.int().describe("turns in a row without an answer"),
    assignee: z.string().nullable(),
  }),
  customer: IdentitySchema.nullable().describe("for whom the host site has vouched"),
  events: z.array(LoggedEventSchema),
  turns: z.array(
    z.object({
      n: z.int(),
      message: MessageIdSchema,
      seq: z.int(),
      epoch: z.int(),
      status: RunSchema.shape.status,
      starts: z.int(),
      dueAt: z.iso.datetime(),
    }),
  ),
  runs: z.array(RunSchema),
  notes: z.array(NoteSchema).describe("what operators wrote for one another"),
  settled: SettledSchema.nullable().default(null).describe("who of the desk closed it, and why"),
  tools: z.array(z.string()).optional().describe("names of the tools that the desk has; absent in exports of older releases"),
  toolCalls: z.array(ToolCallRecordSchema).optional().describe("what tools answered with; absent in exports of older releases"),
  handoffs: z.array(
    z.object({
      handoff: HandoffIdSchema,
      reason: HandoffReasonSchema,
      turn: z.int().nullable(),
      seq: z.int(),
      ticket: TicketReferenceSchema.nullable(),
    }),
  ),
});
export type ConversationExport = z.infer<typeof ConversationExportSchema>;

/** Tickets: what the desk keeps and shows of a handoff. */
import { z } from "zod";
import { HandoffReasonSchema } from "#contracts/events";
import { ConversationIdSchema, HandoffIdSchema, MessageIdSchema } from "#domain/ids";

/** What a person needs to know before saying a word. Written by the escalation agent. */
export const BriefSchema = z.object({
  title: z.string().describe("one line for the queue"),
  summary: z.string(),
  category: z.string().describe("the router's intent"),
  sentiment: z.number().min(-1).max(1),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  wishes: z.array(z.string()).describe("the customer's own words, newest last"),
  tried: z.array(z.object({ question: z.string(), answer: z.string(), sources: z.array(z.string()) })),
});
export type Brief = z.infer<typeof BriefSchema>;

/** `open`: nobody has it; `taken`: a person speaks in the conversation; `closed`: done. */
export const TicketStatusSchema = z.enum(["open", "taken", "closed"]);
/** given_back: the assistant has the conversation again; settled: a person has closed it for good. */
export const ClosedBecauseSchema = z.enum(["given_back", "settled"]);
export type ClosedBecause = z.infer<typeof ClosedBecauseSchema>;
export type TicketStatus = z.infer<typeof TicketStatusSchema>;

/** Where a ticket's twin in another system is. */
export const RemoteReferenceSchema = z.object({
  desk: z.enum(["webhook", "zendesk"]),
  id: z.string().describe("the other system's id"),
  number: z.string().describe("what its people call it"),
  url: z.string().nullable().describe("its page for people"),
});
export type RemoteReference = z.infer<typeof RemoteReferenceSchema>;

export const TicketSchema = z.object({
  id: z.string(),
  number: z.string().describe("ED-1042, or the number of its twin"),
  handoff: HandoffIdSchema,
  conversation: ConversationIdSchema,
  reason: HandoffReasonSchema,
  status: TicketStatusSchema,
  assignee: z.string().nullable(),
  brief: BriefSchema,
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  elsewhere: RemoteReferenceSchema.optional().describe("its twin, where tickets live in another system"),
});
export type Ticket = z.infer<typeof TicketSchema>;

export const TicketsQuerySchema = z.object({
  status: TicketStatusSchema.optional(),
  before: z.string().optional().describe("cursor: tickets older than this id"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const TicketListSchema = z.object({ tickets: z.array(TicketSchema), next: z.string().nullable() });
export type TicketList = z.infer<typeof TicketListSchema>;

/** `taken` takes the conversation over, `closed` gives it back to the AI. */
export const TicketChangeSchema = z.strictObject({
  status: TicketStatusSchema.extract(["taken", "closed"]),
  operator: z.string().trim().min(1).max(80).default("Support"),
});
export const TicketReplySchema = z.strictObject({
  id: MessageIdSchema,
  text: z.string(),
  operator: z.string().trim().min(1).max(80).default("Support"),
});

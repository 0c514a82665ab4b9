/**
 * What travels between the desk and a company's own ticket system as signed webhooks (docs/tickets-elsewhere.md). A body is `{ type, timestamp, data }`, as Standard
 * Webhooks has it; `webhook-id` is the same when the same thing is told again.
 */
import { z } from "zod";
import { IdentitySchema } from "#contracts/identity";
import { HandoffReasonSchema } from "#contracts/events";
import { BriefSchema, ClosedBecauseSchema, TicketStatusSchema } from "#contracts/tickets";
import { ConversationIdSchema, HandoffIdSchema } from "#domain/ids";

const CustomerSchema = IdentitySchema.describe("for whom the host site vouches; absent when it vouches for nobody");

/** Told by us. */
export const TicketToldSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("ticket.opened"),
    timestamp: z.iso.datetime(),
    data: z.object({
      handoff: HandoffIdSchema.describe("the key: one ticket for each"),
      conversation: ConversationIdSchema,
      number: z.string(),
      reason: HandoffReasonSchema,
      brief: BriefSchema,
      customer: CustomerSchema.optional(),
    }),
  }),
  z.object({
    type: z.literal("ticket.commented"),
    timestamp: z.iso.datetime(),
    data: z.object({
      ticket: z.string(),
      key: z.string(),
      by: z.enum(["customer", "operator", "system"]),
      name: z.string().nullable(),
      text: z.string(),
    }),
  }),
  z.object({
    type: z.literal("ticket.changed"),
    timestamp: z.iso.datetime(),
    data: z.object({
      ticket: z.string(),
      status: TicketStatusSchema,
      assignee: z.string().nullable(),
      why: ClosedBecauseSchema.optional().describe("of one that is closed: the assistant has the conversation again, or it is over"),
    }),
  }),
  z.object({ type: z.literal("ticket.erased"), timestamp: z.iso.datetime(), data: z.object({ ticket: z.string() }) }),
]);
export type TicketTold = z.infer<typeof TicketToldSchema>;

/** The answer to `ticket.opened`. An empty one is fine: then the ticket goes by our own number. */
export const TicketNamedSchema = z.object({
  id: z.string().min(1).max(200),
  number: z.string().min(1).max(80).optional(),
  url: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .optional(),
});

const ticket = z.string().min(1).max(200).describe("the handoff, or the id that the answer to ticket.opened gave");
const author = z.string().trim().min(1).max(80);

/** Told to us. */
export const TicketHeardSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("ticket.replied"),
    data: z.object({ ticket, id: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/), author, text: z.string().min(1).max(64_000) }),
  }),
  z.object({ type: z.literal("ticket.taken"), data: z.object({ ticket, author }) }),
  z.object({ type: z.literal("ticket.closed"), data: z.object({ ticket, author: author.nullable().default(null) }) }),
]);

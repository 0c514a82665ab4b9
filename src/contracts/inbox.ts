/** The inbox of the desk: one summary for each conversation, how it is asked for, and the frames that keep a list of them live (subprotocol `edgedesk.inbox.v1`). */
import { z } from "zod";
import { SettledReasonSchema } from "#contracts/desk";
import { HandoffReasonSchema } from "#contracts/events";
import { BriefSchema } from "#contracts/tickets";
import { ConversationIdSchema } from "#domain/ids";
import { ConversationStateSchema } from "#domain/ownership";

export const inboxProtocol = "edgedesk.inbox.v1";

export const SummarySchema = z.object({
  id: ConversationIdSchema,
  seq: z.int().min(1).describe("the conversation's log when this was written; a summary of a lower one is ignored"),
  state: ConversationStateSchema,
  owner: z.string().nullable().describe("the person who has taken it over"),
  customer: z.object({ subject: z.string(), name: z.string().nullable() }).nullable().describe("for whom the host site vouches"),
  title: z.string().describe("of the brief, or the first words of the customer"),
  snippet: z.string().describe("the last words that were said"),
  speaker: z.enum(["customer", "ai", "operator"]).nullable(),
  isAnswering: z.boolean().describe("the agents work on an answer"),
  intent: z.string().nullable(),
  sentiment: z.number().min(-1).max(1).nullable(),
  language: z.string().nullable(),
  reason: HandoffReasonSchema.nullable(),
  priority: BriefSchema.shape.priority,
  waitingSince: z.iso.datetime().nullable().describe("since when the customer waits for a person's words"),
  dueAt: z.iso.datetime().nullable().describe("when these words are due"),
  unread: z.int().min(0).describe("customer's messages since a person's last words"),
  ticket: z.string().nullable().describe("number of the newest ticket"),
  settledAs: SettledReasonSchema.nullable().default(null).describe("why a person closed it"),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Summary = z.infer<typeof SummarySchema>;

/** `mine` and `team`: taken over by me, by others. `ai`: touched within the last day, and nobody waits. */
const InboxViewSchema = z.enum(["waiting", "mine", "team", "ai", "closed", "all"]);

export const InboxQuerySchema = z.object({
  view: InboxViewSchema.default("waiting"),
  me: z.string().max(80).default("").describe("whose `mine` it is; with Cloudflare Access the name of whoever asks"),
  reason: HandoffReasonSchema.optional(),
  priority: BriefSchema.shape.priority.optional(),
  q: z.string().max(200).default("").describe("words in name, title, last words or ticket number"),
  customer: z.string().max(255).optional().describe("subject of the verified customer"),
  cursor: z
    .string()
    .regex(/^\d{1,16}\.[0-9a-f]{32}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type InboxQuery = z.infer<typeof InboxQuerySchema>;

export const InboxCountsSchema = z.object({ waiting: z.int(), mine: z.int(), team: z.int(), ai: z.int(), closed: z.int() });
export type InboxCounts = z.infer<typeof InboxCountsSchema>;

export const InboxPageSchema = z.object({
  conversations: z.array(SummarySchema).describe("what is due first, then the newest"),
  next: z.string().nullable(),
  total: z.int().describe("how many the query has"),
  rev: z.int().describe("where a socket reads on from"),
  counts: InboxCountsSchema,
});
export type InboxPage = z.infer<typeof InboxPageSchema>;

export const InboxClientFrameSchema = z.strictObject({ v: z.literal(1), type: z.literal("resume"), rev: z.int().min(0) });

/** `changes`: everything up to `rev`. `reset`: too much has happened; read the list again. */
export const InboxServerFrameSchema = z.discriminatedUnion("type", [
  z.object({
    v: z.literal(1),
    type: z.literal("changes"),
    rev: z.int(),
    changed: z.array(SummarySchema),
    gone: z.array(ConversationIdSchema).describe("erased"),
    counts: InboxCountsSchema,
  }),
  z.object({ v: z.literal(1), type: z.literal("reset"), rev: z.int() }),
]);
export type InboxServerFrame = z.infer<typeof InboxServerFrameSchema>;

/** What an operator reads and does in one conversation, beside its log; and the frames of the operator's own socket (subprotocol `edgedesk.desk.v1`). */
import { z } from "zod";
import { CitationSchema, HandoffReasonSchema } from "#contracts/events";
import { IdentitySchema } from "#contracts/identity";
import { NoteSchema } from "#contracts/notes";
import { BriefSchema } from "#contracts/tickets";
import { HandoffIdSchema, MessageIdSchema } from "#domain/ids";
import { ConversationStateSchema } from "#domain/ownership";

export const deskProtocol = "edgedesk.desk.v1";

const operator = z.string().trim().min(1).max(80).default("Support").describe("ignored where Cloudflare Access says who it is");

/** Why a person closed a conversation. For the desk alone: it is not in the log, which customers read. */
export const SettledReasonSchema = z.enum(["resolved", "no_answer", "spam"]);
export type SettledReason = z.infer<typeof SettledReasonSchema>;
export const SettledSchema = z.object({ operator: z.string(), reason: SettledReasonSchema });
export type Settled = z.infer<typeof SettledSchema>;

export const CardSchema = z.object({
  state: ConversationStateSchema,
  epoch: z.int().describe("rises with every change of hands; a take-over from somebody names the one that it saw"),
  owner: z.string().nullable(),
  waitingSince: z.iso.datetime().nullable(),
  returnsAt: z.iso.datetime().nullable().describe("when it goes back to the queue if its owner does nothing"),
  customer: IdentitySchema.nullable().describe("for whom the host site vouches; null: nobody knows who this is"),
  contact: z.string().nullable().describe("an e-mail address that the customer typed; it proves nothing"),
  handoff: HandoffIdSchema.nullable(),
  reason: HandoffReasonSchema.nullable(),
  ticket: z.object({ id: z.string(), number: z.string() }).nullable(),
  brief: BriefSchema.nullable(),
  settled: SettledSchema.nullable().describe("who of the desk closed it, and why; null: nobody did"),
  turns: z
    .array(z.object({ intent: z.string().nullable(), sentiment: z.number(), language: z.string() }))
    .describe("what the router made of each message, oldest first"),
  notes: z.array(NoteSchema),
});
export type Card = z.infer<typeof CardSchema>;

export const TakeSchema = z.strictObject({
  operator,
  epoch: z.int().optional().describe("take it from whoever has it, unless it has changed hands since this epoch"),
});
export const GiveBackSchema = z.strictObject({ operator, to: z.enum(["ai", "queue"]).default("ai") });
export const SettleSchema = z.strictObject({
  operator,
  reason: SettledReasonSchema.default("resolved"),
  epoch: z.int().optional().describe("close it though somebody else has it, unless it has changed hands since this epoch"),
});
export const OperatorWordsSchema = z.strictObject({ id: MessageIdSchema, text: z.string(), operator });
export const EpochSchema = z.object({ epoch: z.int() });
export const DraftSchema = z.object({
  text: z.string().describe("empty: the articles do not answer it"),
  citations: z.array(CitationSchema),
  question: z.string().describe("the message that it would answer"),
  confidence: z.number().min(0).max(1),
});
export type Draft = z.infer<typeof DraftSchema>;

export const MacroSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/),
  title: z.string().trim().min(1).max(80),
  text: z.string().trim().min(1).max(4000).describe("{customer} and {operator} become the names, {ticket} the ticket's number"),
});
export type Macro = z.infer<typeof MacroSchema>;
export const MacroListSchema = z
  .array(MacroSchema)
  .max(100)
  .refine((macros) => new Set(macros.map(({ id }) => id)).size === macros.length, "two macros have the same id");
export const MacrosSchema = z.object({ macros: MacroListSchema });

const v = z.literal(1);

/** What an operator's page sends. Words go over HTTP, where they can be refused with a reason. */
export const DeskClientFrameSchema = z.discriminatedUnion("type", [
  z.strictObject({ v, type: z.literal("resume"), after: z.int().min(0) }),
  z.strictObject({ v, type: z.literal("read"), mark: z.string().max(32) }),
  z.strictObject({ v, type: z.literal("typing"), isNote: z.boolean().default(false) }),
]);

/** What an operator's page is told beside what the customer is told. */
export const DeskServerFrameSchema = z.discriminatedUnion("type", [
  z.object({ v, type: z.literal("note"), note: NoteSchema }),
  z.object({ v, type: z.literal("people"), people: z.array(z.object({ name: z.string(), isWriting: z.boolean() })) }),
]);
export type DeskServerFrame = z.infer<typeof DeskServerFrameSchema>;

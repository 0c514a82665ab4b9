/**
 * The facts of a conversation, in the order in which they were stored. Widget, desk, webhooks and tests read the same numbered log by cursor.
 * An event never changes once written; new kinds may be added, so a reader passes over what it does not know.
 */
import { z } from "zod";
import { IdentitySchema } from "#contracts/identity";
import { CapSchema, ModelOutcomeSchema, TokensSchema } from "#contracts/model-calls";
import { DecisionSchema, ToolCardSchema, ToolUseSchema } from "#contracts/tools";
import { HandoffIdSchema, MessageIdSchema, ProposalIdSchema, TurnIdSchema } from "#domain/ids";

export const CitationSchema = z.object({
  n: z.int().min(1).describe("number of the mark in the text, from 1"),
  article: z.string(),
  version: z.string().describe("content hash of the article when it was quoted"),
  section: z.string().describe("anchor of the section; empty for the introduction"),
  title: z.string(),
  quote: z.string().describe("verbatim words of the source"),
  url: z.string(),
});

export type Citation = z.infer<typeof CitationSchema>;

/** Which rung of an agent's ladder gave the result. */
export const RungSchema = z.enum(["embedded", "model"]);
export type Rung = z.infer<typeof RungSchema>;

export const HandoffReasonSchema = z.enum(["asked_for_person", "accepted_offer", "complaint", "unanswered", "turn_failed", "button"]);
export type HandoffReason = z.infer<typeof HandoffReasonSchema>;

export const AnswerKindSchema = z
  .enum(["answer", "question", "offer", "courtesy", "notice", "confirm"])
  .describe(
    "answer: with citations, or out of a tool; question: asks back; offer: could not answer, offers a person; courtesy: greeting or thanks; notice: about the open ticket; confirm: a card of a tool waits for the customer's word",
  );
export type AnswerKind = z.infer<typeof AnswerKindSchema>;

export const TicketReferenceSchema = z.object({
  id: z.string().describe("id at the ticket desk"),
  number: z.string().describe("what a person reads out, such as ED-1042"),
});
export type TicketReference = z.infer<typeof TicketReferenceSchema>;

export const RatingSchema = z.object({
  score: z.int().min(1).max(5).describe("1: very dissatisfied, 5: very satisfied"),
  comment: z.string().max(2000).nullable(),
});
export type Rating = z.infer<typeof RatingSchema>;

const started = z.object({
  type: z.literal("conversation.started"),
  locale: z.string().nullable(),
  visitor: z.string().optional().describe("pseudonym of the network address, under which what models cost is counted"),
});
const customerIdentified = z
  .object({ type: z.literal("customer.identified"), ...IdentitySchema.shape, verified: z.literal(true) })
  .describe("the host site has vouched for the customer");
const customerMessage = z.object({ type: z.literal("customer.message"), id: MessageIdSchema, text: z.string() });
const turnStarted = z.object({ type: z.literal("turn.started"), turn: TurnIdSchema, message: MessageIdSchema, epoch: z.int() });
const agentFinished = z.object({
  type: z.literal("agent.finished"),
  turn: TurnIdSchema,
  agent: z.string(),
  outcome: z.enum(["done", "failed", "timed_out", "skipped"]),
  rung: RungSchema.nullable(),
  attempts: z.int(),
  tookMs: z.number(),
  model: z.string().optional().describe("provider and model of the last call that was made"),
  prompt: z.string().optional().describe("name and version of its prompt"),
  tokens: TokensSchema.optional().describe("of all calls"),
  costMicros: z.int().min(0).optional().describe("of all calls, millionths of a US dollar"),
  setbacks: z
    .array(z.object({ model: z.string(), reason: ModelOutcomeSchema, cap: CapSchema.optional() }))
    .optional()
    .describe("models that gave nothing, in order, and why"),
});
const answerCompleted = z.object({
  type: z.literal("answer.completed"),
  turn: TurnIdSchema,
  run: TurnIdSchema,
  attempt: z.int().min(1),
  kind: AnswerKindSchema,
  text: z.string(),
  citations: z.array(CitationSchema),
  intent: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  rung: RungSchema.nullable(),
  offersPerson: z.boolean(),
  replies: z.array(z.string()).optional().describe("what the customer might say next, in their language; sent as a message when chosen"),
});
const turnFailed = z.object({
  type: z.literal("turn.failed"),
  turn: TurnIdSchema,
  reason: z.enum(["deadline", "defect"]),
  text: z.string().describe("what the customer reads"),
});
const turnStopped = z.object({ type: z.literal("turn.stopped"), turn: TurnIdSchema, by: z.enum(["customer", "person_joined", "closed"]) });
const handoffRequested = z.object({
  type: z.literal("handoff.requested"),
  handoff: HandoffIdSchema,
  turn: TurnIdSchema.nullable(),
  reason: HandoffReasonSchema,
  text: z.string(),
});
const ticketOpened = z.object({
  type: z.literal("ticket.opened"),
  handoff: HandoffIdSchema,
  ticket: TicketReferenceSchema,
  text: z.string(),
});
const toolFinished = z
  .object({
    type: z.literal("tool.finished"),
    ...ToolUseSchema.shape,
    turn: TurnIdSchema,
    effect: z.enum(["read", "write"]),
    proposal: ProposalIdSchema.nullable().describe("of a writing tool: what the customer confirmed"),
    outcome: z
      .enum([...ToolUseSchema.shape.outcome.options, "unknown"])
      .describe("failed: not answered; unknown: it was sent, and nobody can say whether it was done"),
  })
  .describe("a tool was called");
const toolProposed = z
  .object({
    type: z.literal("tool.proposed"),
    proposal: ProposalIdSchema,
    turn: TurnIdSchema,
    ...ToolCardSchema.shape,
    expiresAt: z.iso.datetime(),
  })
  .describe("a card waits for the customer; nothing was done");
const toolDecided = z.object({
  type: z.literal("tool.decided"),
  proposal: ProposalIdSchema,
  tool: z.string(),
  title: z.string(),
  decision: DecisionSchema,
});
const operatorJoined = z.object({ type: z.literal("operator.joined"), operator: z.string(), epoch: z.int() });
const operatorMessage = z.object({ type: z.literal("operator.message"), id: MessageIdSchema, operator: z.string(), text: z.string() });
const operatorLeft = z.object({
  type: z.literal("operator.left"),
  operator: z.string(),
  epoch: z.int(),
  to: z.literal("queue").optional().describe("back to those who wait for a person; absent: the AI answers again"),
  text: z.string().optional().describe("what the customer reads of it"),
});
const feedbackGiven = z.object({
  type: z.literal("feedback.given"),
  turn: TurnIdSchema,
  rating: z.enum(["up", "down"]),
  reason: z.string().nullable(),
});
const closed = z.object({
  type: z.literal("conversation.closed"),
  by: z.enum(["customer", "operator"]),
  operator: z.string().optional().describe("who at the desk closed it"),
});
/** How satisfied the customer was, once the conversation was closed; at most once. */
const rated = z.object({ type: z.literal("conversation.rated"), ...RatingSchema.shape });
const contact = z
  .object({ type: z.literal("customer.contact"), email: z.email().max(254) })
  .describe("where an answer reaches the customer who does not wait; typed, so it proves nothing. The newest counts");

export const ConversationEventSchema = z.discriminatedUnion("type", [
  started,
  customerIdentified,
  customerMessage,
  turnStarted,
  agentFinished,
  answerCompleted,
  turnFailed,
  turnStopped,
  handoffRequested,
  ticketOpened,
  toolFinished,
  toolProposed,
  toolDecided,
  operatorJoined,
  operatorMessage,
  operatorLeft,
  feedbackGiven,
  closed,
  rated,
  contact,
]);
export type ConversationEvent = z.infer<typeof ConversationEventSchema>;

/** An event with its place in the log. */
export const LoggedEventSchema = z.object({
  seq: z.int().min(1).describe("place in the log, from 1, without gaps"),
  at: z.iso.datetime().describe("UTC"),
  event: ConversationEventSchema,
});
export type LoggedEvent = z.infer<typeof LoggedEventSchema>;

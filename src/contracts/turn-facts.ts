/** A turn that has ended, in figures: what usage, quality and the list of runs are made of. Ids, names, counts and durations; no text of anybody. */
import { z } from "zod";
import { RungSchema } from "#contracts/events";
import { ConversationIdSchema, HandoffIdSchema, TurnIdSchema } from "#domain/ids";

export const TurnOutcomeSchema = z
  .enum(["answered", "asked_back", "offered_person", "courtesy", "notice", "handed_off", "failed", "stopped"])
  .describe("notice: a word about the ticket that is open; stopped: by the customer, by a person who joined, or by closing");
export type TurnOutcome = z.infer<typeof TurnOutcomeSchema>;

export const TurnFactsSchema = z.object({
  run: TurnIdSchema,
  conversation: ConversationIdSchema,
  turn: z.int().min(1),
  at: z.int().describe("when the customer's message was stored, ms since 1970"),
  intent: z.string().nullable(),
  confidence: z.number().min(0).max(1).nullable().describe("of the answer when there is one, else of the intent"),
  language: z.string().nullable(),
  outcome: TurnOutcomeSchema,
  reason: z.string().nullable().describe("why it was handed off, failed or was stopped"),
  rung: RungSchema.nullable().describe("of the answer when there is one, else of the route"),
  model: z.string().nullable().describe("that wrote the answer, or else the route; null: the embedded engine"),
  starts: z.int().describe("how often the turn was begun: more than once after a crash"),
  attempts: z.int().describe("most tries that one of its agents needed"),
  tokensIn: z.int(),
  tokensOut: z.int(),
  costMicros: z.int().describe("millionths of a US dollar"),
  ownMs: z.int().describe("from its beginning to its end, without what models took; after a crash from the message on"),
  modelMs: z.int(),
  tookMs: z.int().describe("from the customer's message to the end of the turn"),
  articles: z.array(z.string()).describe("ids of the articles that were cited"),
});
export type TurnFacts = z.infer<typeof TurnFactsSchema>;

/** What a model's brief of a handoff has cost, which belongs to no turn. */
export const BriefCostSchema = z.object({
  run: HandoffIdSchema,
  conversation: ConversationIdSchema,
  at: z.int().describe("ms since 1970"),
  model: z.string().nullable(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  costMicros: z.int(),
});
export type BriefCost = z.infer<typeof BriefCostSchema>;

const thumbMark = "+thumb";

/** What the customer thought of one answer; the newest word counts. The reason is their own words. */
export const ThumbSchema = z.object({
  run: z.string().endsWith(thumbMark).describe("the turn's id and a mark, so that it never takes the place of the turn's facts"),
  conversation: ConversationIdSchema,
  at: z.int().describe("when it was given, ms since 1970"),
  rating: z.enum(["up", "down"]),
  comment: z.string().nullable(),
});
export type Thumb = z.infer<typeof ThumbSchema>;

export const thumbRow = (turn: string): string => `${turn}${thumbMark}`;
export const turnOfThumb = ({ run }: Thumb): string => run.slice(0, -thumbMark.length);

/** A row that a conversation tells the desk's database. */
export const ToldFactsSchema = z.union([TurnFactsSchema, BriefCostSchema, ThumbSchema]);
export type ToldFacts = z.infer<typeof ToldFactsSchema>;

export const isTurn = (facts: ToldFacts): facts is TurnFacts => "turn" in facts;
export const isThumb = (facts: ToldFacts): facts is Thumb => "rating" in facts;

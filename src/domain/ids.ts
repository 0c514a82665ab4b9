/**
 * Identifiers: what they look like, so that every edge can refuse the rest. A conversation id has 128 bits and still carries no authority:
 * who may read is decided by the token, never by knowing an id.
 */
import { z } from "zod";

/** Made by the client, once a message: letters, digits, "-" and "_", at most 64 characters (a UUID fits). */
export const MessageIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "1 to 64 letters, digits, '-' or '_'");

/** 32 lower-case hexadecimal digits (128 random bits). */
export const ConversationIdSchema = z.string().regex(/^[0-9a-f]{32}$/, "32 hexadecimal digits");

/** `<conversation>-<n>`: the n-th turn of a conversation; also the id of the turn's run. */
export const TurnIdSchema = z.string().regex(/^[0-9a-f]{32}-t\d+$/);

/** `<conversation>-h<n>`: the n-th handoff of a conversation; queue, workflow and ticket desk are deduplicated by it. */
export const HandoffIdSchema = z.string().regex(/^[0-9a-f]{32}-h\d+$/);

/** `<conversation>-p<n>`: the n-th proposal of a conversation; the idempotency key of what it proposes. */
export const ProposalIdSchema = z.string().regex(/^[0-9a-f]{32}-p\d+$/);

export const turnId = (conversation: string, n: number): string => `${conversation}-t${n}`;
export const handoffId = (conversation: string, n: number): string => `${conversation}-h${n}`;

export const proposalId = (conversation: string, n: number): string => `${conversation}-p${n}`;

/** The conversation that a turn or handoff id belongs to. */
export const conversationOf = (id: string): string => id.slice(0, 32);

/**
 * Webhooks of Zendesk's event subscriptions (https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/), signed as
 * https://developer.zendesk.com/documentation/webhooks/verifying/ says: base64(HMAC-SHA256(timestamp + body)). A public comment of an agent is a reply; solved or
 * closed is closed; everything else is passed over.
 */
import { z } from "zod";
import { HandoffIdSchema } from "#domain/ids";
import { jsonIn } from "#domain/json";
import { fail, ok, type Result } from "#domain/result";
import type { RemoteEvent, RemoteEventRejection } from "#ports/remote-desk";

/** Either way: clocks differ. */
const believedForMs = 5 * 60_000;

const IdSchema = z.union([z.string().min(1), z.int().transform(String)]);
const EnvelopeSchema = z.object({
  id: z.string().min(1).max(200),
  type: z.string(),
  detail: z.object({ id: IdSchema, external_id: z.string().nullish() }),
  event: z.unknown(),
});
const CommentSchema = z.object({
  comment: z.object({
    id: IdSchema,
    body: z.string(),
    is_public: z.boolean().default(false),
    author: z.object({ is_staff: z.boolean(), name: z.string() }),
  }),
});
const StatusSchema = z.object({ current: z.string() });

export async function readZendeskEvent(
  secrets: readonly string[],
  headers: Headers,
  body: string,
  nowMs: number,
): Promise<Result<RemoteEvent, RemoteEventRejection>> {
  const verified = await verify(secrets, headers, body, nowMs);
  if (!verified.ok) return verified;
  const envelope = EnvelopeSchema.safeParse(jsonIn(body));
  if (!envelope.success) return malformed(envelope.error);
  const { id, type, detail, event } = envelope.data;
  const handoff = HandoffIdSchema.safeParse(detail.external_id);
  const about = { delivery: id, ticket: handoff.success ? { handoff: handoff.data } : { remote: detail.id } };

  if (type === "zen:event-type:ticket.comment_added") {
    const read = CommentSchema.safeParse(event);
    if (!read.success) return malformed(read.error);
    const { comment } = read.data;
    // Our own notes come back as internal comments, so this is also what ends the circle.
    if (!comment.is_public || !comment.author.is_staff) return ok({ ...about, type: "ignored", why: "no public comment of an agent" });
    return ok({ ...about, type: "replied", id: `zd-${comment.id}`, author: comment.author.name.slice(0, 80), text: comment.body });
  }
  if (type === "zen:event-type:ticket.status_changed") {
    const read = StatusSchema.safeParse(event);
    if (!read.success) return malformed(read.error);
    if (/^(solved|closed)$/i.test(read.data.current)) return ok({ ...about, type: "closed", author: null });
  }
  return ok({ ...about, type: "ignored", why: `${type} changes nothing here` });
}

async function verify(
  secrets: readonly string[],
  headers: Headers,
  body: string,
  nowMs: number,
): Promise<Result<true, RemoteEventRejection>> {
  const signature = headers.get("x-zendesk-webhook-signature");
  const timestamp = headers.get("x-zendesk-webhook-signature-timestamp");
  if (signature === null || timestamp === null)
    return fail({ reason: "unsigned", detail: "X-Zendesk-Webhook-Signature and its timestamp are missing" });
  const age = Math.abs(nowMs - Date.parse(timestamp));
  if (!(age <= believedForMs)) return fail({ reason: "stale", detail: "the timestamp is more than five minutes away" });
  const given = bytesOf(signature);
  const encoder = new TextEncoder();
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    if (given && (await crypto.subtle.verify("HMAC", key, given, encoder.encode(timestamp + body)))) return ok(true);
  }
  return fail({ reason: "forged", detail: "the signature fits none of the secrets" });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const malformed = (error: z.ZodError): Result<never, RemoteEventRejection> =>
  fail({ reason: "malformed", detail: error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") });

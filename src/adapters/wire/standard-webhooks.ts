/**
 * Standard Webhooks (https://www.standardwebhooks.com), both directions, by the reference library: it signs and checks, and knows nothing of repeats or rotation. Repeats
 * are the deliveries' business; for rotation every call takes a list of secrets: all of them sign, any of them is believed.
 */
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { fail, ok, type Result } from "#domain/result";
import type { RemoteEventRejection } from "#ports/remote-desk";

export type SignedHeaders = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

export type WebhookSigner = (id: string, at: Date, body: string) => SignedHeaders;

/** @param secrets base64, with or without `whsec_`; newest first. Throws when one of them is none. */
export function webhookSigner(secrets: readonly string[]): WebhookSigner {
  const signers = secrets.map((secret) => new Webhook(secret));
  return (id, at, body) => ({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": signers.map((signer) => signer.sign(id, at, body)).join(" "),
  });
}

/** The message's id, when one of the secrets has signed this very body within the last five minutes. @param body as it came, byte for byte. */
export function verifyWebhook(secrets: readonly string[], headers: Headers, body: string): Result<string, RemoteEventRejection> {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const signature = headers.get("webhook-signature");
  if (id === null || timestamp === null || signature === null)
    return fail({ reason: "unsigned", detail: "send webhook-id, webhook-timestamp and webhook-signature" });
  const signed: SignedHeaders = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  let why = "no secret is set";
  for (const secret of secrets) {
    try {
      new Webhook(secret).verify(body, signed, { jsonParse: false });
      return ok(id);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      why = error.message;
    }
  }
  return fail({ reason: /timestamp/i.test(why) ? "stale" : "forged", detail: why });
}

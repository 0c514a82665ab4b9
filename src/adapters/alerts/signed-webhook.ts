/** Alerts to an address of your own, signed as Standard Webhooks says (webhook-id, webhook-timestamp, webhook-signature over the body). The id is the notice's: what comes twice can be known by it. */
import { type WebhookSigner, webhookSigner } from "#adapters/wire/standard-webhooks";
import type { AlertDestination, Notice, Told } from "#ports/alerts";
import { toldBy } from "./told-by.ts";

export type SignedWebhookOptions = { url: string; secret: string; desk: string; now: () => number };

export class SignedWebhook implements AlertDestination {
  readonly name = "webhook";
  readonly #options: SignedWebhookOptions;
  readonly #sign: WebhookSigner;

  /** Throws when the secret is none. */
  constructor(options: SignedWebhookOptions) {
    this.#options = options;
    this.#sign = webhookSigner([options.secret]);
  }

  tell({ id, kind, rule, value, atMs, runbook, example, by }: Notice): Promise<Told> {
    const { url, desk, now } = this.#options;
    const body = JSON.stringify({
      type: `alert.${kind}`,
      timestamp: new Date(atMs).toISOString(),
      data: {
        desk,
        rule: rule.name,
        title: rule.title,
        severity: rule.severity,
        value,
        above: rule.above,
        unit: rule.unit,
        runbook,
        example,
        by,
      },
    });
    return toldBy(url, this.#sign(id, new Date(now()), body), body);
  }
}

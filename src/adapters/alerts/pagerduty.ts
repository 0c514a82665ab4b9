/**
 * PagerDuty, Events API v2. One deduplication key for each rule of a deployment: what is told twice joins the incident that is open, acknowledged or not, and opens no second one; resolving closes it.
 */
import type { AlertDestination, Notice, Told } from "#ports/alerts";
import { toldBy } from "./told-by.ts";

export type PagerDutyOptions = { url: string; routingKey: string; desk: string };

const actions = { fired: "trigger", acknowledged: "acknowledge", resolved: "resolve" } as const;
/** Limits of the API, in characters. */
const longest = { summary: 1024, dedupKey: 255 } as const;

export class PagerDuty implements AlertDestination {
  readonly name = "pagerduty";
  readonly #options: PagerDutyOptions;

  constructor(options: PagerDutyOptions) {
    this.#options = options;
  }

  tell(notice: Notice): Promise<Told> {
    return toldBy(this.#options.url, {}, JSON.stringify(this.#eventOf(notice)));
  }

  #eventOf(notice: Notice) {
    const { routingKey, desk } = this.#options;
    const { rule, kind, deskUrl } = notice;
    const event = {
      routing_key: routingKey,
      event_action: actions[kind],
      dedup_key: `edgedesk:${desk}:${rule.name}`.slice(0, longest.dedupKey),
    };
    if (kind !== "fired") return event;
    const links = [
      ...(isAddress(notice.runbook) ? [{ href: notice.runbook, text: "Runbook" }] : []),
      ...(deskUrl ? [{ href: deskUrl, text: "Desk" }] : []),
    ];
    return {
      ...event,
      client: "Edgedesk",
      ...(deskUrl ? { client_url: deskUrl } : {}),
      ...(links.length > 0 ? { links } : {}),
      payload: {
        summary: summaryOf(notice).slice(0, longest.summary),
        source: desk,
        severity: rule.severity,
        timestamp: new Date(notice.atMs).toISOString(),
        component: "edgedesk",
        group: desk,
        class: rule.name,
        custom_details: {
          value: notice.value,
          threshold: rule.above,
          unit: rule.unit,
          runbook: notice.runbook,
          example_trace: notice.example,
        },
      },
    };
  }
}

const summaryOf = ({ rule, value }: Notice): string =>
  `${rule.title}: ${value === null ? "?" : rounded(value)} ${rule.unit} (above ${rule.above})`;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const isAddress = (text: string): boolean => /^https?:\/\//.test(text);

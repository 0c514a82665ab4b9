/** Tickets, wired: our own desk, and in front of it the twin that TICKETS names. */
import { workersClock } from "#adapters/platform/workers-clock";
import { D1Deliveries, D1RemoteLinks } from "#adapters/tickets/d1-remote-links";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import { MirroredTickets } from "#adapters/tickets/mirrored-tickets";
import type { Fetch } from "#adapters/tickets/remote-call";
import { readWebhookEvent, WebhookDesk } from "#adapters/tickets/webhook-desk";
import { ZendeskDesk } from "#adapters/tickets/zendesk-desk";
import { readZendeskEvent } from "#adapters/tickets/zendesk-events";
import type { TicketSettings } from "#config/tickets";
import type { Result } from "#domain/result";
import type { Deliveries, RemoteDesk, RemoteEvent, RemoteEventRejection, RemoteLinks } from "#ports/remote-desk";
import type { TicketDesk } from "#ports/tickets";
import { ticketSettings } from "./isolate.ts";

/** What is known of the other system; absent where tickets live here alone. */
export type Twins = {
  desk: RemoteDesk;
  links: RemoteLinks;
  deliveries: Deliveries;
  /** Our own rows: what the other system says changes these, and is not told back. */
  own: TicketDesk;
  /** What a message from there says, if it is to be believed. @param body as it came, byte for byte. */
  read(headers: Headers, body: string): Promise<Result<RemoteEvent, RemoteEventRejection>>;
};

export type TicketPorts = { tickets: TicketDesk; twins?: Twins | undefined };

const fetching: Fetch = (url, init) => fetch(url, init);

export function ticketPorts(env: Env): TicketPorts {
  const clock = workersClock;
  const own = new D1Tickets({ database: env.DB, clock });
  const remote = remoteDesk(ticketSettings(env));
  if (!remote) return { tickets: own };
  const links = new D1RemoteLinks({ database: env.DB, clock });
  const deliveries = new D1Deliveries({ database: env.DB, clock });
  const twins = { ...remote, links, deliveries, own };
  return { tickets: new MirroredTickets({ own, links, remote: remote.desk }), twins };
}

function remoteDesk(settings: TicketSettings): Pick<Twins, "desk" | "read"> | undefined {
  const clock = workersClock;
  switch (settings.TICKETS) {
    case "desk":
      return undefined;
    case "webhook":
      return {
        desk: new WebhookDesk({ url: settings.TICKETS_URL, secrets: settings.TICKETS_SIGNING, clock, fetching }),
        read: async (headers, body) => readWebhookEvent(settings.TICKETS_BELIEVED, headers, body),
      };
    case "zendesk":
      return {
        desk: new ZendeskDesk({
          url: settings.TICKETS_URL,
          email: settings.ZENDESK_EMAIL,
          token: settings.ZENDESK_TOKEN,
          clock,
          fetching,
        }),
        read: (headers, body) => readZendeskEvent(settings.TICKETS_BELIEVED, headers, body, clock.now()),
      };
  }
}

import { env } from "cloudflare:workers";
import { D1RemoteLinks } from "#adapters/tickets/d1-remote-links";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import { MirroredTickets } from "#adapters/tickets/mirrored-tickets";
import { WebhookDesk } from "#adapters/tickets/webhook-desk";
import { ZendeskDesk } from "#adapters/tickets/zendesk-desk";
import type { RemoteDesk } from "#ports/remote-desk";
import { WebhookReceiver } from "../../doubles/webhook-receiver.ts";
import { ZendeskDouble } from "../../doubles/zendesk.ts";
import type { ManualClock } from "../../fakes/manual-clock.ts";
import { workersClock } from "#adapters/platform/workers-clock";
import { ticketDeskSuite } from "../ticket-desk.ts";

async function mirrored(clock: ManualClock, remote: RemoteDesk): Promise<MirroredTickets> {
  await env.DB.prepare("DELETE FROM tickets").run();
  const own = new D1Tickets({ database: env.DB, clock });
  return new MirroredTickets({ own, links: new D1RemoteLinks({ database: env.DB, clock }), remote });
}

ticketDeskSuite("tickets in D1 with twins at Zendesk", (clock) => {
  const zendesk = new ZendeskDouble(clock);
  const { email, token, fetch: fetching } = zendesk;
  return mirrored(clock, new ZendeskDesk({ url: "https://verdanook.zendesk.example", email, token, clock, fetching }));
});

ticketDeskSuite("tickets in D1 with twins behind a signed webhook", (clock) => {
  const receiver = new WebhookReceiver();
  // The reference library takes its time from the machine, so what is signed has to, too.
  const options = {
    url: "https://cases.verdanook.example/hook",
    secrets: [receiver.secret],
    clock: workersClock,
    fetching: receiver.fetch,
  };
  return mirrored(clock, new WebhookDesk(options));
});

ticketDeskSuite("tickets in D1 with twins behind a signed webhook that has no ids of its own", (clock) => {
  const receiver = new WebhookReceiver({ names: false });
  const options = {
    url: "https://cases.verdanook.example/hook",
    secrets: [receiver.secret],
    clock: workersClock,
    fetching: receiver.fetch,
  };
  return mirrored(clock, new WebhookDesk(options));
});

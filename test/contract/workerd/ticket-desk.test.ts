import { env } from "cloudflare:workers";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import { ticketDeskSuite } from "../ticket-desk.ts";

ticketDeskSuite("tickets in D1", async (clock) => {
  await env.DB.prepare("DELETE FROM tickets").run();
  return new D1Tickets({ database: env.DB, clock });
});

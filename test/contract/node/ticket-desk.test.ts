import { MemoryTickets } from "../../fakes/memory-tickets.ts";
import { ticketDeskSuite } from "../ticket-desk.ts";

ticketDeskSuite("tickets in memory", async (clock) => new MemoryTickets({ clock }));

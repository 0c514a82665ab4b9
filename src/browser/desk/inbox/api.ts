/** What the desk asks of the server, with the operator's token. Every answer is checked against the part of the contract that is shown. */
import type { EventsPage } from "#contracts/conversations";
import type { Run as ContractRun } from "#contracts/runs";
import type { Settings as ContractSettings } from "#contracts/settings";
import type { Ticket as ContractTicket, TicketStatus } from "#contracts/tickets";
import { type PlacedEvent, readEvent } from "#browser/wire/events";
import { isState } from "#browser/wire/frames";
import { anything, type Demanded, type Guarded, list, nullable, number, oneOf, record, text } from "#browser/wire/guards";
import { type Call, callDesk, type Outcome } from "#browser/wire/http";
import type { Guard } from "#browser/wire/guards";

const tried = record({ question: text, answer: text, sources: list(text) });
const brief = record({
  title: text,
  summary: text,
  category: text,
  sentiment: number,
  priority: text,
  wishes: list(text),
  tried: list(tried),
});
const ticket = record({
  id: text,
  number: text,
  conversation: text,
  reason: text,
  status: oneOf("open", "taken", "closed"),
  assignee: nullable(text),
  brief,
  openedAt: text,
  changedAt: text,
});
export type Ticket = Demanded<Guarded<typeof ticket>, ContractTicket>;
export type Brief = Ticket["brief"];

const step = record({
  step: text,
  agent: text,
  outcome: text,
  rung: nullable(text),
  attempts: number,
  startedAt: text,
  tookMs: number,
  reason: nullable(text),
});
const run = record({ run: text, plan: text, status: text, steps: list(step) });
export type Run = Demanded<Guarded<typeof run>, ContractRun>;

const passage = record({ article: text, section: text, title: text, heading: text, text, score: number });
const found = record({ passages: list(passage), answerability: number, threshold: number, tookMs: number });
export type Found = Guarded<typeof found>;

const settings = record({ answerThreshold: nullable(number) });
export type Settings = Demanded<Guarded<typeof settings>, ContractSettings>;

const eventsPage = record({ events: list(anything), next: number, state: isState });
export type Page = { events: PlacedEvent[]; next: number; state: EventsPage["state"] };

export type DeskApi = {
  tickets: (status: TicketStatus | null) => Promise<Outcome<{ tickets: Ticket[] }>>;
  ticket: (id: string) => Promise<Outcome<Ticket>>;
  change: (id: string, status: TicketStatus, operator: string) => Promise<Outcome<Ticket>>;
  reply: (ticket: string, reply: { id: string; text: string; operator: string }) => Promise<Outcome<unknown>>;
  events: (conversation: string, after: number) => Promise<Outcome<Page>>;
  runs: (conversation: string) => Promise<Outcome<{ runs: Run[] }>>;
  search: (q: string) => Promise<Outcome<Found>>;
  settings: () => Promise<Outcome<Settings>>;
  /** Changes what is named; null: the engine's own. */
  changeSettings: (change: Settings) => Promise<Outcome<Settings>>;
};

/** `refused`: the token is not (or no longer) good. */
export function deskApi(token: string, refused: () => void): DeskApi {
  async function call<T>(path: string, guard: Guard<T>, options: Call = {}): Promise<Outcome<T>> {
    const answer = await callDesk(new URL(path, location.origin), guard, { ...options, token });
    if (!answer.ok && (answer.refusal.status === 401 || answer.refusal.status === 403)) refused();
    return answer;
  }
  const of = (part: string): string => encodeURIComponent(part);
  return {
    tickets: (status) => call(`/v1/tickets${status === null ? "" : `?status=${status}`}`, record({ tickets: list(ticket) })),
    ticket: (id) => call(`/v1/tickets/${of(id)}`, ticket),
    change: (id, status, operator) => call(`/v1/tickets/${of(id)}`, ticket, { method: "PATCH", body: { status, operator } }),
    reply: (id, reply) => call(`/v1/tickets/${of(id)}/replies`, anything, { method: "POST", body: reply }),
    events: async (conversation, after) => {
      const page = await call(`/v1/conversations/${of(conversation)}/events?after=${after}&limit=500`, eventsPage);
      if (!page.ok) return page;
      const events = page.value.events.map(readEvent).filter((event) => event !== null);
      return { ok: true, value: { ...page.value, events } };
    },
    runs: (conversation) => call(`/v1/conversations/${of(conversation)}/runs`, record({ runs: list(run) })),
    search: (q) => call(`/v1/search?${new URLSearchParams({ q, limit: "5" }).toString()}`, found),
    settings: () => call("/v1/settings", settings),
    changeSettings: (change) => call("/v1/settings", settings, { method: "PATCH", body: change }),
  };
}

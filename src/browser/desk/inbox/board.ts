/** The desk itself: the queue on one side, the chosen ticket on the other, kept fresh while somebody looks. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { DeskApi, Ticket } from "./api.ts";
import { makeKnowledgeSearch } from "./knowledge-search.ts";
import { poll } from "./poll.ts";
import { type Filter, makeQueue } from "./queue.ts";
import { changeQuery } from "../shell/place.ts";
import { makeTicketView, type TicketView } from "./ticket-view.ts";

const everyMs = 4000;

export type Board = { element: HTMLElement; dispose: () => void };

const readSelected = (): string | null => new URLSearchParams(location.search).get("ticket");
const keepSelected = (ticket: string | null): void => changeQuery({ ticket });

export function makeBoard(api: DeskApi): Board {
  let filter: Filter = "open";
  let selected = readSelected();
  let tickets: readonly Ticket[] = [];
  let open: TicketView | null = null;
  const place = h("div", { id: "ticket" });
  const search = makeKnowledgeSearch(api);
  const queue = makeQueue(filter, {
    select: (id) => select(id),
    choose: (next) => {
      filter = next;
      refreshing.now();
    },
  });
  const element = h("div", { class: "desk" }, topBar(search), h("div", { class: "board" }, queue.element, place), search);

  function select(id: string | null): void {
    selected = id;
    keepSelected(id);
    open?.dispose();
    open = null;
    element.classList.toggle("has-ticket", id !== null);
    const ticket = tickets.find((one) => one.id === id);
    if (id === null) place.replaceChildren(nothingChosen());
    else if (ticket === undefined) void fetchAndShow(id);
    else show(ticket);
    queue.show(tickets, selected, null);
  }

  function show(ticket: Ticket): void {
    open = makeTicketView(api, ticket, { changed: () => refreshing.now(), back: () => select(null) });
    place.replaceChildren(open.element);
  }

  async function fetchAndShow(id: string): Promise<void> {
    const ticket = await api.ticket(id);
    if (selected !== id) return;
    if (ticket.ok) show(ticket.value);
    else place.replaceChildren(h("p", { class: "empty" }, ticket.refusal.message));
  }

  async function refresh(): Promise<void> {
    const asked = filter;
    const answer = await api.tickets(asked);
    if (asked !== filter) return;
    if (answer.ok) tickets = answer.value.tickets;
    queue.show(tickets, selected, answer.ok ? null : answer.refusal.message);
    const current = tickets.find((one) => one.id === selected);
    if (current !== undefined) open?.show(current);
  }

  const refreshing = poll(everyMs, refresh);
  select(selected);
  return {
    element,
    dispose: () => {
      refreshing.stop();
      open?.dispose();
    },
  };
}

const nothingChosen = (): HTMLElement =>
  h("div", { class: "nothing" }, icon(icons.ticket), h("p", {}, "Choose a ticket to see its conversation and brief."));

const topBar = (search: HTMLDialogElement): HTMLElement =>
  h(
    "header",
    { class: "top" },
    h(
      "button",
      { type: "button", class: "search-button", on: { click: () => search.showModal() } },
      icon(icons.search),
      "Search the knowledge",
    ),
  );

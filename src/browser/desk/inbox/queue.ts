/** The list of tickets: which wait, how long, why. Up and down move, Enter opens. */
import type { TicketStatus } from "#contracts/tickets";
import { h } from "#browser/page/dom";
import { keyedList } from "#browser/page/keyed-list";
import type { Ticket } from "./api.ts";
import { lengthOfTime, reasonWords } from "../words.ts";

export type Filter = TicketStatus | null;
export type Queue = { element: HTMLElement; show: (tickets: readonly Ticket[], selected: string | null, problem: string | null) => void };

const filters: readonly { filter: Filter; label: string }[] = [
  { filter: "open", label: "Open" },
  { filter: "taken", label: "Taken" },
  { filter: "closed", label: "Closed" },
  { filter: null, label: "All" },
];

export function makeQueue(
  first: Filter,
  { select, choose }: { select: (ticket: string) => void; choose: (filter: Filter) => void },
): Queue {
  let filter = first;
  const buttons = filters.map((one) => {
    const click = (): void => {
      filter = one.filter;
      mark();
      choose(one.filter);
    };
    return { one, button: h("button", { type: "button", on: { click } }, one.label) };
  });
  const mark = (): void => {
    for (const { one, button } of buttons) button.setAttribute("aria-pressed", String(one.filter === filter));
  };
  const rows = h("ul", { class: "tickets", "aria-label": "Tickets", on: { keydown: moveFocus } });
  const empty = h("p", { class: "empty", hidden: true });
  const showRows = keyedList(rows);
  mark();

  return {
    element: h(
      "section",
      { class: "queue", "aria-label": "Queue" },
      h("h1", { class: "away" }, "Tickets"),
      h("div", { class: "filters", role: "group", "aria-label": "Show" }, ...buttons.map(({ button }) => button)),
      empty,
      rows,
    ),
    show: (tickets, selected, problem) => {
      empty.textContent = problem ?? (filter === "open" ? "Nobody is waiting. The assistant has it all in hand." : "No tickets here.");
      empty.hidden = tickets.length > 0 && problem === null;
      showRows(
        tickets.map((ticket) => {
          const waited = lengthOfTime(Date.now() - Date.parse(ticket.openedAt));
          return {
            key: ticket.id,
            parts: [ticket.changedAt, ticket.status, waited, ticket.id === selected, filter],
            build: () => row(ticket, { waited, selected: ticket.id === selected, mixed: filter === null || filter === "taken" }, select),
          };
        }),
      );
    },
  };
}

/** `mixed`: the status says more than the list that the ticket stands in. */
type RowState = { waited: string; selected: boolean; mixed: boolean };

function row(ticket: Ticket, { waited, selected, mixed }: RowState, select: (ticket: string) => void): HTMLElement {
  const { number, brief, reason, status, assignee } = ticket;
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "ticket",
        "data-focus": "open",
        "aria-current": selected ? "true" : null,
        on: { click: () => select(ticket.id) },
      },
      h(
        "span",
        { class: "line" },
        h("span", { class: "number" }, number),
        priority(brief.priority),
        h("span", { class: "waited" }, waited),
      ),
      h("span", { class: "title", dir: "auto" }, brief.title),
      h("span", { class: "line" }, h("span", {}, reasonWords(reason)), mixed ? statusChip(status, assignee) : null),
    ),
  );
}

/** Normal needs no word. */
const priority = (name: string): HTMLElement | null => (name === "normal" ? null : h("span", { class: `priority ${name}` }, name));

export const statusChip = (status: TicketStatus, assignee: string | null): HTMLElement =>
  h("span", { class: `status ${status}` }, status === "taken" && assignee !== null ? assignee : status);

function moveFocus(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const { currentTarget } = event;
  if (!(currentTarget instanceof HTMLElement)) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = all.findIndex((button) => button === document.activeElement);
  all[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  event.preventDefault();
}

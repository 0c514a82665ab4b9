/** One ticket: what can be done with it, the conversation as it goes on, the brief and the runs beside it. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { PlacedEvent } from "#browser/wire/events";
import type { TicketStatus } from "#contracts/tickets";
import type { DeskApi, Ticket } from "./api.ts";
import { briefView } from "./brief.ts";
import { makeLog } from "./log.ts";
import { poll } from "./poll.ts";
import { statusChip } from "./queue.ts";
import { makeReplyBox } from "./reply.ts";
import { makeRuns } from "./runs.ts";
import { readName } from "../session.ts";
import { lengthOfTime, reasonWords } from "../words.ts";

export type TicketView = { element: HTMLElement; show: (ticket: Ticket) => void; dispose: () => void };
export type TicketActions = { changed: (ticket: Ticket) => void; back: () => void };

const everyMs = 1500;

export function makeTicketView(api: DeskApi, first: Ticket, { changed, back }: TicketActions): TicketView {
  let ticket = first;
  let after = 0;
  const events: PlacedEvent[] = [];
  const log = makeLog();
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const heading = h("header", { class: "ticket-head" });
  const reply = makeReplyBox(async ({ id, text }) => {
    const sent = await api.reply(ticket.id, { id, text, operator: readName() });
    reading.now();
    return sent;
  });
  const runs = makeRuns();
  const side = h("aside", { class: "side", "aria-label": "Context" }, briefView(first.brief), runs.element);
  const element = h("div", { class: "ticket-page" }, h("div", { class: "talk" }, heading, problem, log.element, reply.element), side);

  async function readOn(): Promise<void> {
    const page = await api.events(ticket.conversation, after);
    complain(page.ok ? null : page.refusal.message);
    if (!page.ok || page.value.next <= after) return;
    after = page.value.next;
    events.push(...page.value.events);
    log.show(events);
    const found = await api.runs(ticket.conversation);
    if (found.ok) runs.show(found.value.runs);
  }

  function complain(words: string | null): void {
    problem.hidden = words === null;
    problem.textContent = words ?? "";
  }

  async function change(status: TicketStatus): Promise<void> {
    const answer = await api.change(ticket.id, status, readName());
    complain(answer.ok ? null : answer.refusal.message);
    if (!answer.ok) return;
    show(answer.value);
    changed(answer.value);
    reading.now();
    if (status === "taken") reply.focus();
  }

  function show(next: Ticket): void {
    ticket = next;
    const { number, brief, reason, status, assignee, openedAt } = next;
    const action = (label: string, to: TicketStatus, kind: string): HTMLElement =>
      h("button", { type: "button", class: kind, "data-action": to, on: { click: () => void change(to) } }, label);
    const actions = {
      open: [action("Take over", "taken", "primary")],
      taken: [action("Back to the queue", "open", "plain"), action("Close & give back", "closed", "primary")],
      closed: [],
    }[status];
    heading.replaceChildren(
      h("button", { type: "button", class: "quiet back", "aria-label": "Back to the queue", on: { click: back } }, icon(icons.back)),
      h(
        "div",
        { class: "names" },
        h("h1", { dir: "auto" }, brief.title),
        h(
          "p",
          {},
          h("span", { class: "number" }, number),
          statusChip(status, assignee),
          h("span", {}, `${reasonWords(reason)} · ${lengthOfTime(Date.now() - Date.parse(openedAt))}`),
        ),
      ),
      h("div", { class: "actions" }, ...actions),
    );
    reply.element.hidden = status !== "taken";
  }

  show(first);
  const reading = poll(everyMs, readOn);
  return {
    element,
    show: (next) => (next.changedAt === ticket.changedAt && next.status === ticket.status ? undefined : show(next)),
    dispose: reading.stop,
  };
}

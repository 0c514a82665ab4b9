/** The conversation as the operator reads it: the same log as the customer's, with what the customer does not see (intent, sureness, reasons). */
import { parseMarkdown } from "#browser/markdown/blocks";
import { renderBlocks } from "#browser/markdown/render";
import { h } from "#browser/page/dom";
import { followEnd } from "#browser/page/follow-end";
import { type Item, keyedList } from "#browser/page/keyed-list";
import type { Citation, KnownEvent, PlacedEvent } from "#browser/wire/events";
import { percent, reasonWords } from "../words.ts";

export type Log = { element: HTMLElement; show: (events: readonly PlacedEvent[]) => void };

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export function makeLog(): Log {
  const entries = h("div", { class: "entries" });
  const element = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Conversation", tabindex: 0 }, entries);
  const showItems = keyedList(entries);
  const end = followEnd(element);
  return {
    element,
    show: (events) => {
      showItems(events.flatMap(itemOf));
      end.grown();
    },
  };
}

function itemOf({ seq, at, event }: PlacedEvent): Item[] {
  const body = event === null ? null : bodyOf(event);
  return body === null ? [] : [{ key: String(seq), parts: [], build: () => entry(at, body) }];
}

type Body = { who: string; side: "customer" | "ai" | "person" | "note"; content: Node[]; more?: string };

function entry(at: string, { who, side, content, more }: Body): HTMLElement {
  const time = h("time", { datetime: at }, Number.isNaN(Date.parse(at)) ? "" : clock.format(new Date(at)));
  if (side === "note") return h("div", { class: "entry note" }, ...content, time);
  const head = h("p", { class: "who" }, h("strong", {}, who), more === undefined ? null : h("span", {}, more), time);
  return h("div", { class: `entry ${side}` }, head, h("div", { class: "bubble", dir: "auto" }, ...content));
}

const note = (...content: (Node | string)[]): Body => ({
  who: "",
  side: "note",
  content: content.map((one) => (typeof one === "string" ? h("span", {}, one) : one)),
});

/** Null: nothing that an operator needs to see. */
function bodyOf(event: KnownEvent): Body | null {
  switch (event.type) {
    case "customer.message":
      return { who: "Customer", side: "customer", content: [h("p", { class: "plain" }, event.text)] };
    case "answer.completed": {
      const sure = event.intent === null ? undefined : `${event.intent} · ${percent(event.confidence)} sure`;
      const content = [...formatted(event.text), ...sources(event.citations)];
      return { who: "AI assistant", side: "ai", content, ...(sure === undefined ? {} : { more: sure }) };
    }
    case "turn.failed":
      return { who: "AI assistant", side: "ai", content: formatted(event.text), more: "failed" };
    case "handoff.requested":
      return note("Handoff: ", h("strong", {}, reasonWords(event.reason)));
    case "ticket.opened":
      return note("Ticket ", h("strong", {}, event.ticket.number));
    case "tool.finished":
      return note(
        event.effect === "write" ? "Tool, confirmed: " : "Tool, looked up: ",
        h("strong", {}, event.title),
        ` (${event.outcome.replace("_", " ")}) – ${event.text}`,
      );
    case "tool.proposed":
      return note("Asked the customer to confirm: ", h("strong", {}, event.title), ` ${event.text}`);
    case "tool.decided":
      return note("The card ", h("strong", {}, event.title), ` was ${event.decision}`);
    case "operator.joined":
      return note(h("strong", {}, event.operator), " took over");
    case "operator.left":
      return note(h("strong", {}, event.operator), " gave the conversation back");
    case "operator.message":
      return { who: event.operator, side: "person", content: formatted(event.text) };
    case "turn.stopped":
      return note(event.by === "customer" ? "The customer stopped the answer" : "The answer was stopped");
    case "feedback.given":
      return note(event.rating === "up" ? "Rated helpful" : "Rated not helpful", event.reason === null ? "" : h("q", {}, event.reason));
    case "conversation.closed":
      return note(`Closed by the ${event.by}`);
    case "customer.identified":
      return note("Signed in as ", h("strong", {}, event.name ?? event.subject));
    case "turn.started":
      return null;
  }
}

const articleUrl = (id: string, anchor: string): string => `/articles/${id}${anchor === "" ? "" : `#${anchor}`}`;

const formatted = (text: string): Node[] => renderBlocks(parseMarkdown(text), { articleUrl, articleTab: "new", breaks: "line" });

function sources(citations: readonly Citation[]): Node[] {
  if (citations.length === 0) return [];
  const links = citations.map(({ n, article, section, title }) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: articleUrl(encodeURIComponent(article), encodeURIComponent(section)), target: "_blank", rel: "noopener" },
        `[${n}] ${title}`,
      ),
    ),
  );
  return [h("ul", { class: "sources", "aria-label": "Sources" }, ...links)];
}

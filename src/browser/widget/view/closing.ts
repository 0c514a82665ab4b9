/** What stands at the end of the list: an address is asked for while nobody is there; a closed conversation can be rated, and another begun. */
import type { Snapshot } from "#browser/conversation/visit";
import { h } from "#browser/page/dom";
import type { Item } from "#browser/page/keyed-list";
import type { Manner } from "./entries.ts";
import { contactCard, contactKept, type FarewellActions, ratingCard, ratingKept } from "./farewell.ts";

export type ClosingActions = FarewellActions & { startOver: () => void };

/** `asksContact`: with which words, empty: our own; null: not at all. */
export function closing(now: Snapshot, asksContact: string | null, actions: ClosingActions, manner: Manner): Item[] {
  const items: Item[] = [];
  const { state, entries } = now.transcript;
  if (asksContact !== null)
    items.push({ key: "contact", parts: ["ask", asksContact], build: () => contactCard(actions, asksContact, manner) });
  else if (now.contact !== null && state !== "closed") {
    const { contact } = now;
    items.push({ key: "contact", parts: ["kept", contact], build: () => contactKept(contact, actions, manner) });
  }
  if (state !== "closed") return items;
  const { verdict } = now;
  const talked = entries.some((entry) => entry.kind === "customer");
  if (verdict !== null) items.push({ key: "rating", parts: ["kept", verdict], build: () => ratingKept(verdict, manner) });
  else if (talked) items.push({ key: "rating", parts: ["ask"], build: () => ratingCard(actions, manner) });
  const build = (): HTMLElement =>
    h(
      "div",
      { class: "entry note" },
      h(
        "button",
        { type: "button", class: "offer", "data-focus": "start-over", on: { click: actions.startOver } },
        manner.strings.startOver,
      ),
    );
  return [...items, { key: "start-over", parts: [], build }];
}

/** A card that waits for the visitor's word: what will happen, in the company's own data, and two buttons. Afterwards it stays, with what became of it. */
import { h } from "#browser/page/dom";
import type { Proposal } from "#browser/conversation/transcript";
import type { Strings } from "../strings/table.ts";

export type ConfirmActions = { decide: (proposal: string, accept: boolean) => void };

/** `word`: what the visitor pressed and the log does not show yet. */
export function confirmCard(card: Proposal, word: boolean | undefined, actions: ConfirmActions, strings: Strings): HTMLElement {
  const { title, text, details, state } = card;
  const rows = details.flatMap(({ label, value }) => [h("dt", {}, label), h("dd", { dir: "auto" }, value)]);
  return h(
    "div",
    { class: `entry card ${state}`, role: "group", "aria-label": title },
    h("p", { class: "card-title" }, title),
    h("p", { dir: "auto" }, text),
    rows.length > 0 ? h("dl", {}, ...rows) : null,
    state === "open" && word === undefined
      ? buttons(card, actions, strings)
      : h("p", { class: "card-state", role: "status" }, stateWords(state, word, strings)),
    state === "open" ? h("p", { class: "away" }, strings.cardWaits) : null,
  );
}

const buttons = ({ proposal, button }: Proposal, { decide }: ConfirmActions, strings: Strings): HTMLElement =>
  h(
    "div",
    { class: "card-buttons" },
    h("button", { type: "button", class: "card-confirm", "data-focus": "confirm", on: { click: () => decide(proposal, true) } }, button),
    h("button", { type: "button", class: "offer", "data-focus": "decline", on: { click: () => decide(proposal, false) } }, strings.decline),
  );

function stateWords(state: Proposal["state"], word: boolean | undefined, strings: Strings): string {
  if (state !== "open") return strings.cardStates[state];
  return word === true ? strings.cardConfirming : strings.cardDeclining;
}

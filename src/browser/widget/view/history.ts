/** Conversations that the visitor left, newest first; a click goes back into one. */
import type { Earlier } from "#browser/conversation/device";
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Manner } from "./entries.ts";

export function historyPage(earlier: readonly Earlier[], reopen: (id: string) => void, { strings, times }: Manner): Node[] {
  if (earlier.length === 0) return [h("p", { class: "aside" }, strings.historyEmpty)];
  const rows = earlier.map(({ pass, title, at }) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "past", on: { click: () => reopen(pass.id) } },
        h("span", { class: "past-title", dir: "auto" }, title === "" ? strings.untitled : title),
        h("time", { datetime: at }, Number.isNaN(Date.parse(at)) ? "" : times.date(new Date(at))),
        icon(icons.forward, "icon turns"),
      ),
    ),
  );
  return [h("ul", { class: "pasts" }, ...rows), h("p", { class: "aside" }, strings.historyNote)];
}

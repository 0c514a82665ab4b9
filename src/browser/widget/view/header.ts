/** The top of the panel: whose desk this is, whether an AI or a person speaks, and what else can be done with the conversation. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Settings } from "#browser/launcher/settings";
import type { Strings } from "../strings/table.ts";
import { avatar } from "./entries.ts";
import { makeMenu, type MenuActions } from "./menu.ts";

export type Header = {
  element: HTMLElement;
  show: (settings: Settings, person: string | null, begun: boolean, closed: boolean) => void;
  /** @returns whether there was an open menu. */
  closeMenu: () => boolean;
};

export function makeHeader(strings: Strings, close: () => void, actions: MenuActions): Header {
  const face = h("span", { class: "face" });
  const name = h("h2", { id: "title" });
  const speaker = h("p", { class: "speaker" });
  const menu = makeMenu(strings, actions);
  const closeButton = h(
    "button",
    { type: "button", class: "quiet close", "aria-label": strings.close, on: { click: close } },
    icon(icons.down),
  );
  let shown = "";
  return {
    element: h("div", { class: "head" }, face, h("div", { class: "names" }, name, speaker), menu.element, closeButton),
    closeMenu: menu.close,
    show: (settings, person, begun, closed) => {
      menu.show(begun, closed);
      const now = `${settings.name}\n${person ?? ""}`;
      if (now === shown) return;
      shown = now;
      name.textContent = settings.name;
      speaker.textContent = person === null ? strings.speaker : strings.personLabel(person);
      face.replaceChildren(person === null ? avatar("ai", "") : avatar("person", person));
    },
  };
}

/** The top of the panel: whose desk this is, and whether an AI or a person speaks. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Settings } from "../settings.ts";
import { strings } from "../strings.ts";
import { avatar } from "./entries.ts";

export type Header = { element: HTMLElement; show: (settings: Settings, person: string | null) => void };

export function makeHeader(close: () => void): Header {
  const face = h("span", { class: "face" });
  const name = h("h2", { id: "title" });
  const speaker = h("p", { class: "speaker" });
  const closeButton = h(
    "button",
    { type: "button", class: "quiet close", "aria-label": strings.close, on: { click: close } },
    icon(icons.down),
  );
  let shown = "";
  return {
    element: h("div", { class: "head" }, face, h("div", { class: "names" }, name, speaker), closeButton),
    show: (settings, person) => {
      const now = `${settings.name}\n${person ?? ""}`;
      if (now === shown) return;
      shown = now;
      name.textContent = settings.name;
      speaker.textContent = person === null ? strings.speaker : strings.personLabel(person);
      face.replaceChildren(person === null ? avatar("ai", "") : avatar("person", person));
    },
  };
}

/** What can be done with the conversation beside talking, behind one button: a list of buttons that opens and closes, by mouse, keyboard and Esc. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { Strings } from "../strings/table.ts";

export type MenuActions = { history: () => void; download: () => void; end: () => void; erase: () => void };

export type Menu = {
  element: HTMLElement;
  /** `begun`: there is a conversation. */
  show: (begun: boolean, closed: boolean) => void;
  /** @returns whether it was open. */
  close: () => boolean;
};

export function makeMenu(strings: Strings, { history, download, end, erase }: MenuActions): Menu {
  const item = (name: string, picture: string, label: string, act: () => void): HTMLButtonElement =>
    h(
      "button",
      {
        type: "button",
        class: "menu-item",
        "data-item": name,
        on: {
          click: () => {
            close();
            act();
          },
        },
      },
      icon(picture),
      label,
    );
  const items = {
    history: item("history", icons.history, strings.history, history),
    download: item("download", icons.download, strings.download, download),
    end: item("end", icons.end, strings.end, end),
    erase: item("erase", icons.erase, strings.erase, erase),
  };
  const list = h("div", { class: "menu-list", id: "menu", hidden: true }, ...Object.values(items));
  const button = h(
    "button",
    {
      type: "button",
      class: "quiet more",
      "aria-label": strings.menu,
      "aria-expanded": "false",
      "aria-controls": "menu",
      on: { click: () => toggle() },
    },
    icon(icons.more),
  );
  const element = h("div", { class: "menu", on: { keydown: (event) => step(event) } }, button, list);

  function toggle(): void {
    if (close()) return;
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    visible()[0]?.focus();
  }

  function close(): boolean {
    const wasOpen = !list.hidden;
    const inside = list.contains(activeIn(list));
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (wasOpen && inside) button.focus();
    return wasOpen;
  }

  const visible = (): HTMLButtonElement[] => Object.values(items).filter((one) => !one.hidden);

  /** The arrows go round. */
  function step(event: KeyboardEvent): void {
    if (list.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const all = visible();
    const at = all.findIndex((one) => one === activeIn(list));
    all.at((at + (event.key === "ArrowDown" ? 1 : -1)) % all.length)?.focus();
  }

  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) close();
  });

  return {
    element,
    close,
    show: (begun, closed) => {
      items.download.hidden = !begun;
      items.end.hidden = !begun || closed;
    },
  };
}

function activeIn(element: HTMLElement): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
}

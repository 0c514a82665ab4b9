/** A few words beside the launcher: the widget speaking first, or that the chat could not be loaded. Stands above the page, moves nothing, takes no focus. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import type { LauncherWords } from "./language.ts";

export type Bubble = { element: HTMLElement; show: (text: string, by: string | null) => void; hide: () => void };

/** `chosen`: the words were clicked. `dismissed`: they are not wanted. */
export function makeBubble(words: LauncherWords, on: { chosen: () => void; dismissed: () => void }): Bubble {
  const who = h("span", { class: "by" });
  const text = h("span", { dir: "auto" });
  const hide = (): void => {
    element.hidden = true;
  };
  const act = (then: () => void) => (): void => {
    hide();
    then();
  };
  const element = h(
    "div",
    { class: "bubble-out", role: "complementary", "aria-label": words.message, hidden: true },
    h("button", { type: "button", class: "bubble-text", on: { click: act(on.chosen) } }, who, text),
    h(
      "button",
      { type: "button", class: "bubble-close", "aria-label": words.dismiss, on: { click: act(on.dismissed) } },
      icon(icons.close),
    ),
  );
  return {
    element,
    hide,
    show: (said, by) => {
      who.hidden = by === null;
      who.textContent = by;
      text.textContent = said;
      element.hidden = false;
    },
  };
}

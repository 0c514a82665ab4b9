/** A page over the conversation, with a title and a way back. Focus goes in and, afterwards, back to where it was. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";

export type Sheet = {
  element: HTMLElement;
  /** `focus`: what takes it; without it the way back. */
  open: (content: readonly Node[], focus?: HTMLElement) => void;
  close: () => void;
  isOpen: () => boolean;
};

/** `toggled`: the conversation below is covered, or free again. `from`: where focus returns to. */
export function makeSheet(id: string, heading: string, back: string, toggled: (open: boolean) => void, from: () => HTMLElement): Sheet {
  const content = h("div", { class: "sheet-content" });
  const backButton = h(
    "button",
    { type: "button", class: "quiet sheet-back", "aria-label": back, on: { click: () => close() } },
    icon(icons.back, "icon turns"),
  );
  const element = h(
    "section",
    { class: "sheet", role: "dialog", "aria-labelledby": id, hidden: true },
    h("div", { class: "sheet-head" }, backButton, h("h2", { id }, heading)),
    content,
  );
  function close(): void {
    if (element.hidden) return;
    element.hidden = true;
    toggled(false);
    from().focus();
  }
  return {
    element,
    close,
    isOpen: () => !element.hidden,
    open: (nodes, focus) => {
      content.replaceChildren(...nodes);
      element.hidden = false;
      toggled(true);
      (focus ?? backButton).focus();
    },
  };
}

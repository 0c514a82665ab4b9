/** The question before everything is deleted. Deleting takes a moment and may fail: then it is said, and nothing is forgotten. */
import { h } from "#browser/page/dom";
import type { Strings } from "../strings/table.ts";

/** `erase`: false when not all could be deleted. `done`: it was, or it was given up. */
export function erasurePage(
  strings: Strings,
  erase: () => Promise<boolean>,
  done: (erased: boolean) => void,
): { nodes: Node[]; focus: HTMLElement } {
  const state = h("p", { class: "aside", role: "status" });
  const keep = h("button", { type: "button", class: "wide", on: { click: () => done(false) } }, strings.eraseCancel);
  const confirm = h("button", { type: "button", class: "wide danger", on: { click: () => void run() } }, strings.eraseConfirm);
  async function run(): Promise<void> {
    confirm.disabled = true;
    state.textContent = strings.erasing;
    const erased = await erase();
    confirm.disabled = false;
    state.textContent = erased ? strings.erased : strings.eraseFailed;
    if (erased) done(true);
  }
  return { nodes: [h("p", {}, strings.eraseExplained), h("div", { class: "wides" }, confirm, keep), state], focus: keep };
}

/** From which certainty on the assistant answers: shows what is in force and lets it be set, or given back to the engine. */
import { h } from "#browser/page/dom";
import type { DeskApi, Settings } from "./api.ts";
import { percent } from "../words.ts";

/** @param changed called when another threshold is in force. */
export function makeAnswerThreshold(api: DeskApi, changed: () => void): HTMLDetailsElement {
  const input = h("input", {
    id: "threshold",
    type: "number",
    required: true,
    autocomplete: "off",
    "aria-describedby": "threshold-why",
  });
  Object.assign(input, { min: "0", max: "100", step: "1", inputMode: "numeric" });
  const state = h("span", { class: "state", role: "status" });
  const reset = h("button", { type: "button", class: "plain", on: { click: () => void set(null) } }, "Leave it to the engine");

  function show({ answerThreshold }: Settings): void {
    input.value = answerThreshold === null ? "" : String(Math.round(answerThreshold * 100));
    state.textContent = answerThreshold === null ? "as sure as the engine wants" : `from ${percent(answerThreshold)} sure, set by the desk`;
    reset.hidden = answerThreshold === null;
  }

  async function set(answerThreshold: number | null): Promise<void> {
    const stored = await api.changeSettings({ answerThreshold });
    if (!stored.ok) {
      state.textContent = stored.refusal.message;
      return;
    }
    const hadFocus = document.activeElement === reset;
    show(stored.value);
    // The button that was pressed is gone, and focus must not be lost with it.
    if (hadFocus && reset.hidden) input.focus();
    changed();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void set(input.valueAsNumber / 100);
  }

  void api.settings().then((settings) => (settings.ok ? show(settings.value) : (state.textContent = settings.refusal.message)));
  const form = h(
    "form",
    { on: { submit } },
    h("label", { for: "threshold" }, "Answer from"),
    input,
    h("span", { "aria-hidden": "true" }, "% sure"),
    h("button", { type: "submit", class: "plain" }, "Set"),
    reset,
    h(
      "p",
      { id: "threshold-why" },
      "How sure it must be, in percent, that the articles answer. Below that the assistant says that it does not know and offers a person: higher means fewer wrong answers and more tickets.",
    ),
  );
  return h("details", { class: "threshold" }, h("summary", {}, "The assistant answers ", state), form);
}

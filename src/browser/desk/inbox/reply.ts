/** Where the operator writes. Enter sends; a reply that did not go through keeps its words and its id, so that trying again cannot double it. */
import { h } from "#browser/page/dom";
import type { Outcome } from "#browser/wire/http";

export type ReplyBox = { element: HTMLElement; focus: () => void };

export function makeReplyBox(send: (reply: { id: string; text: string }) => Promise<Outcome<unknown>>): ReplyBox {
  const input = h("textarea", { id: "reply", rows: 3, dir: "auto", placeholder: "Write to the customer…", "aria-label": "Reply" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const button = h("button", { type: "submit", class: "primary" }, "Send");
  let id = crypto.randomUUID();

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = input.value.trim().toWellFormed();
    if (text === "" || button.disabled) return;
    button.disabled = true;
    const sent = await send({ id, text });
    button.disabled = false;
    problem.hidden = sent.ok;
    if (!sent.ok) {
      problem.textContent = `Not sent. ${sent.refusal.message}`;
      return;
    }
    id = crypto.randomUUID();
    input.value = "";
    input.focus();
  }

  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void submit(event);
  });
  const element = h(
    "form",
    { class: "reply", on: { submit: (event) => void submit(event) } },
    input,
    h("div", { class: "row" }, problem, button),
  );
  return { element, focus: () => input.focus() };
}

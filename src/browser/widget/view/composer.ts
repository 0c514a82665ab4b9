/**
 * Where the visitor writes. Enter sends, Shift+Enter begins a line (and while an input method composes, Enter belongs to it). Grows with the
 * text, counts near the limit, and keeps what was written when it is too long. The stop button stands in while an answer is written.
 */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import { maxMessageBytes } from "#domain/text";
import type { Strings } from "../strings/table.ts";

export type ComposerActions = { send: (text: string) => void; stop: () => void; typing: () => void };
export type ComposerState = { closed: boolean; writing: boolean; person: string | null };
export type Composer = { element: HTMLElement; show: (state: ComposerState) => void; focus: () => void };

/** Bytes after which the count is shown. */
const countFrom = 0.8 * maxMessageBytes;
const tallestPx = 140;

export function makeComposer(strings: Strings, locale: string, { send, stop, typing }: ComposerActions): Composer {
  const grouped = new Intl.NumberFormat(locale);
  const input = h("textarea", {
    id: "message",
    rows: 1,
    enterkeyhint: "send",
    "aria-label": strings.write,
    "aria-describedby": "counter",
  });
  const counter = h("p", { id: "counter", class: "counter", "aria-live": "polite", hidden: true });
  const sendButton = h("button", { type: "submit", class: "send", "aria-label": strings.send }, icon(icons.send));
  const stopButton = h("button", { type: "button", class: "send stop", "aria-label": strings.stop, on: { click: stop } }, icon(icons.stop));
  const element = h("form", { class: "composer" }, h("div", { class: "box" }, input, stopButton, sendButton), counter);
  let state: ComposerState = { closed: false, writing: false, person: null };

  const bytes = (): number => new TextEncoder().encode(input.value).length;

  function submit(event: Event): void {
    event.preventDefault();
    const text = input.value.trim();
    if (text === "" || state.closed || bytes() > maxMessageBytes) return;
    input.value = "";
    changed();
    send(text);
    input.focus();
  }

  function changed(): void {
    input.style.blockSize = "auto";
    input.style.blockSize = `${Math.min(input.scrollHeight, tallestPx)}px`;
    const used = bytes();
    const over = used > maxMessageBytes;
    const empty = input.value.trim() === "";
    // An empty field reads as the placeholder does.
    input.dir = empty ? "" : "auto";
    const label = over ? strings.tooLong : strings.nearlyTooLong;
    counter.hidden = used < countFrom;
    counter.classList.toggle("over", over);
    counter.textContent = counter.hidden ? "" : label(grouped.format(used), grouped.format(maxMessageBytes));
    sendButton.disabled = empty || over || state.closed;
    stopButton.hidden = !(state.writing && empty);
    sendButton.hidden = !stopButton.hidden;
  }

  element.addEventListener("submit", submit);
  input.addEventListener("input", () => {
    changed();
    typing();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  changed();

  return {
    element,
    focus: () => input.focus(),
    show: (next) => {
      const same =
        next.closed === state.closed && next.writing === state.writing && next.person === state.person && input.placeholder !== "";
      if (same) return;
      state = next;
      input.disabled = next.closed;
      element.hidden = next.closed;
      input.placeholder = next.person === null ? strings.placeholder : strings.placeholderPerson(next.person);
      changed();
    },
  };
}

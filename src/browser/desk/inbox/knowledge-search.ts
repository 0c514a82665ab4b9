/** What the engine would find for a question, and whether it would dare to answer: the same search that answers customers. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import { makeAnswerThreshold } from "./answer-threshold.ts";
import type { DeskApi, Found } from "./api.ts";
import { milliseconds, percent } from "../words.ts";

export function makeKnowledgeSearch(api: DeskApi): HTMLDialogElement {
  const input = h("input", { id: "question", type: "text", placeholder: "Ask as a customer would…", autocomplete: "off" });
  const answer = h("div", { class: "found", "aria-live": "polite" });
  async function search(): Promise<void> {
    const q = input.value.trim();
    if (q === "") return;
    const found = await api.search(q);
    answer.replaceChildren(...(found.ok ? foundView(found.value) : [h("p", { class: "problem" }, found.refusal.message)]));
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void search();
  }
  const close = h(
    "button",
    { type: "button", class: "quiet", "aria-label": "Close", on: { click: () => dialog.close() } },
    icon(icons.close),
  );
  const dialog = h(
    "dialog",
    { class: "search", "aria-labelledby": "search-title" },
    h("header", {}, h("h2", { id: "search-title" }, "Search the knowledge"), close),
    h(
      "form",
      { on: { submit } },
      h("label", { for: "question", class: "away" }, "Question"),
      input,
      h("button", { type: "submit", class: "primary" }, "Search"),
    ),
    makeAnswerThreshold(api, () => void search()),
    answer,
  );
  return dialog;
}

function foundView({ passages, answerability, threshold, tookMs }: Found): Node[] {
  const dares = answerability >= threshold;
  const verdict = dares ? "The assistant would answer." : "The assistant would offer a person.";
  const meter = h("span", { class: "meter", "aria-hidden": "true" }, h("i"), h("b"));
  meter.style.setProperty("--value", String(answerability));
  meter.style.setProperty("--threshold", String(threshold));
  return [
    h(
      "p",
      { class: `verdict ${dares ? "yes" : "no"}` },
      h("strong", {}, verdict),
      ` Sure ${percent(answerability)}, needed ${percent(threshold)}; ${milliseconds(tookMs)}.`,
    ),
    meter,
    h(
      "ol",
      {},
      ...passages.map(({ article, section, title, heading, text, score }) =>
        h(
          "li",
          {},
          h(
            "p",
            { class: "line" },
            h(
              "a",
              {
                href: `/articles/${encodeURIComponent(article)}${section === "" ? "" : `#${encodeURIComponent(section)}`}`,
                target: "_blank",
                rel: "noopener",
              },
              title,
            ),
            h("span", {}, heading),
            h("span", { class: "score" }, score.toFixed(2)),
          ),
          h("p", { class: "excerpt" }, text),
        ),
      ),
    ),
  ];
}

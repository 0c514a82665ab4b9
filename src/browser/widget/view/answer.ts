/** An answer of the AI: its text with citation marks, its sources, a rating, and the way to a person where it could not help. */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import { parseMarkdown } from "#browser/markdown/blocks";
import { renderBlocks } from "#browser/markdown/render";
import type { Citation } from "#browser/wire/events";
import type { Strings } from "../strings/table.ts";
import type { Answer } from "#browser/conversation/transcript";

/** What a visitor can do with an answer. */
export type AnswerActions = {
  /** `mark`: where focus returns to. */
  openPassage: (citation: Citation, mark: HTMLElement) => void;
  articleUrl: (id: string, anchor: string) => string;
  rate: (turn: string, rating: "up" | "down", reason?: string) => void;
  /** Opens or closes the question for a reason. */
  explain: (turn: string | null) => void;
  askPerson: () => void;
  /** Sends a quick reply. */
  reply: (text: string) => void;
};

/** `isLast`: nothing was said since; only then a quick reply fits. */
export type AnswerState = { rating: "up" | "down" | null; explaining: boolean; isLast: boolean; mayAskPerson: boolean };

/** Words as agents and people write them. */
export function formatted(
  text: string,
  articleUrl: AnswerActions["articleUrl"],
  citation: (n: number) => Node | null = () => null,
): Node[] {
  return renderBlocks(parseMarkdown(text), { articleUrl, articleTab: "new", citation, breaks: "line" });
}

export function answerBody(
  answer: Answer,
  { rating, explaining, isLast, mayAskPerson }: AnswerState,
  actions: AnswerActions,
  strings: Strings,
): Node[] {
  const { turn, citations } = answer;
  const find = (n: number): Citation | undefined => citations.find((citation) => citation.n === n);
  const mark = (n: number): Node | null => {
    const citation = find(n);
    return citation === undefined ? null : citationMark(citation, actions, strings);
  };
  return [
    h(
      "div",
      { class: "bubble", dir: "auto" },
      ...formatted(answer.text, actions.articleUrl, mark),
      citations.length > 0 ? sources(citations, actions, strings) : null,
    ),
    choices(answer, isLast, mayAskPerson, actions, strings),
    answer.answers ? ratingRow(turn, rating, actions, strings) : null,
    explaining ? reasonForm(turn, actions, strings) : null,
  ].filter((node) => node !== null);
}

function citationMark(citation: Citation, { openPassage }: AnswerActions, strings: Strings): HTMLElement {
  const mark = h(
    "button",
    {
      type: "button",
      class: "mark",
      "aria-label": strings.citation(citation.n, citation.title),
      "aria-haspopup": "dialog",
      on: { click: () => openPassage(citation, mark) },
    },
    String(citation.n),
  );
  return mark;
}

/** One row for each article, with the numbers of all marks that lead to it. */
function sources(citations: readonly Citation[], { openPassage }: AnswerActions, strings: Strings): HTMLElement {
  const first = citations.filter((one, n) => citations.findIndex((other) => other.article === one.article) === n);
  const rows = first.map((citation) => {
    const numbers = citations
      .filter((other) => other.article === citation.article)
      .map(({ n }) => h("span", { class: "number" }, String(n)));
    const button = h(
      "button",
      { type: "button", class: "source", "aria-haspopup": "dialog", on: { click: () => openPassage(citation, button) } },
      h("span", { class: "numbers", "aria-hidden": "true" }, ...numbers),
      h("span", { class: "title" }, citation.title),
      icon(icons.forward, "icon turns"),
    );
    return h("li", {}, button);
  });
  return h("ul", { class: "sources", "aria-label": strings.sources }, ...rows);
}

/** The person who was offered, and what else might be said next. */
function choices(answer: Answer, isLast: boolean, mayAskPerson: boolean, actions: AnswerActions, strings: Strings): HTMLElement | null {
  if (!answer.offersPerson || !mayAskPerson) return null;
  const replies = isLast ? answer.replies : [];
  return h(
    "div",
    { class: "choices", role: "group", "aria-label": strings.replies },
    h(
      "button",
      { type: "button", class: "offer", "data-focus": "offer", on: { click: actions.askPerson } },
      icon(icons.person),
      strings.person,
    ),
    ...replies.map((text) =>
      h("button", { type: "button", class: "suggestion", dir: "auto", on: { click: () => actions.reply(text) } }, text),
    ),
  );
}

function ratingRow(turn: string, rating: "up" | "down" | null, { rate, explain }: AnswerActions, strings: Strings): HTMLElement {
  const thumb = (value: "up" | "down", label: string): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "quiet thumb",
        "data-value": value,
        "data-focus": value,
        title: label,
        "aria-label": label,
        "aria-pressed": String(rating === value),
        on: {
          click: () => {
            rate(turn, value);
            explain(value === "down" ? turn : null);
          },
        },
      },
      icon(icons.thumb),
    );
  const thanks = h("span", { class: "thanks" }, rating === null ? "" : strings.thanks);
  return h("div", { class: "rating" }, thumb("up", strings.helpful), thumb("down", strings.notHelpful), thanks);
}

function reasonForm(turn: string, { rate, explain }: AnswerActions, strings: Strings): HTMLElement {
  const id = `reason-${turn}`;
  const input = h("input", { id, type: "text", maxlength: 1000, autocomplete: "off", "data-focus": "reason" });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const reason = input.value.trim();
    if (reason !== "") rate(turn, "down", reason);
    explain(null);
  };
  return h(
    "form",
    { class: "reason", on: { submit } },
    h("label", { for: id }, strings.whyNot),
    h(
      "div",
      { class: "row" },
      input,
      h("button", { type: "submit", class: "small primary" }, strings.sendReason),
      h("button", { type: "button", class: "small", on: { click: () => explain(null) } }, strings.skipReason),
    ),
  );
}

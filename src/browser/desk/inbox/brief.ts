/** What a person needs to know before saying a word: the escalation agent's brief. */
import { h } from "#browser/page/dom";
import type { Brief } from "./api.ts";
import { sentimentWords } from "../words.ts";

export function briefView({ summary, category, sentiment, priority, wishes, tried }: Brief): HTMLElement {
  const fact = (name: string, value: string): HTMLElement => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h(
    "section",
    { class: "brief", "aria-label": "Brief" },
    h("h2", {}, "Brief"),
    h("p", { dir: "auto" }, summary),
    h("dl", { class: "facts" }, fact("Category", category), fact("Mood", sentimentWords(sentiment)), fact("Priority", priority)),
    wishes.length === 0 ? null : h("h3", {}, "In the customer's words"),
    wishes.length === 0 ? null : h("ul", { class: "wishes" }, ...wishes.map((wish) => h("li", { dir: "auto" }, wish))),
    tried.length === 0 ? null : h("h3", {}, "What was tried"),
    ...tried.map(({ question, answer, sources }) =>
      h(
        "details",
        { class: "tried" },
        h("summary", { dir: "auto" }, question),
        h("p", { dir: "auto" }, answer),
        sources.length === 0 ? null : h("ul", {}, ...sources.map(sourceLink)),
      ),
    ),
  );
}

/** Sources are article ids, with an anchor where one section is meant. */
function sourceLink(source: string): HTMLElement {
  const known = /^(?:\/articles\/)?([a-z0-9][a-z0-9-]{0,99})(#[\w%-]+)?$/.exec(source);
  if (known === null) return h("li", {}, source);
  return h("li", {}, h("a", { href: `/articles/${known[1]}${known[2] ?? ""}`, target: "_blank", rel: "noopener" }, known[1] ?? source));
}

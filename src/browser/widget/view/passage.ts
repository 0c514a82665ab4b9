/**
 * The passage behind a citation mark, over the conversation: title, heading, the section's text with the quoted words marked, and a link to the
 * article. The quote itself is shown even when the article cannot be had. Esc closes; focus returns to the mark.
 */
import { h, icon } from "#browser/page/dom";
import { icons } from "#browser/page/icons";
import { type Article, fetchArticle } from "#browser/wire/article";
import type { Citation } from "#browser/wire/events";
import type { Outcome } from "#browser/wire/http";
import { type PassageBlock, passageBlocks, type Run } from "../passage-text.ts";
import type { Strings } from "../strings/table.ts";

export type PassagePanel = {
  element: HTMLElement;
  open: (citation: Citation, mark: HTMLElement) => void;
  close: () => void;
  isOpen: () => boolean;
};

/** `desk`: origin of the desk. `toggled`: the conversation below is covered, or free again. */
export function makePassagePanel(strings: Strings, desk: () => string, toggled: (open: boolean) => void): PassagePanel {
  let mark: HTMLElement | null = null;
  let shown: Citation | null = null;
  const title = h("h2", { id: "passage-title" });
  const content = h("div", { class: "passage-text", dir: "auto", tabindex: 0 });
  const close = (): void => {
    if (shown === null) return;
    shown = null;
    element.hidden = true;
    toggled(false);
    if (mark?.isConnected === true) mark.focus();
    mark = null;
  };
  const closeButton = h(
    "button",
    { type: "button", class: "quiet", "aria-label": strings.closePassage, on: { click: close } },
    icon(icons.close),
  );
  const link = h("a", { class: "open-article", target: "_blank", rel: "noopener" }, icon(icons.book), strings.openArticle);
  const element = h(
    "section",
    { class: "passage", role: "dialog", "aria-labelledby": "passage-title", hidden: true },
    h("div", { class: "passage-head" }, h("div", {}, h("p", { class: "kicker" }, strings.passage), title), closeButton),
    content,
    h("div", { class: "passage-foot" }, link),
  );

  async function open(citation: Citation, from: HTMLElement): Promise<void> {
    mark = from;
    shown = citation;
    title.textContent = citation.title;
    link.href = articleAddress(desk(), citation);
    content.replaceChildren(h("p", { class: "aside" }, strings.passageLoading));
    element.hidden = false;
    toggled(true);
    closeButton.focus();
    const article = await fetchArticle(desk(), citation.article);
    if (shown !== citation) return;
    content.replaceChildren(...passageOf(article, citation, strings));
    content.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  return { element, open: (citation, from) => void open(citation, from), close, isOpen: () => shown !== null };
}

/** A page of an article of this desk, whatever the citation says. */
function articleAddress(desk: string, { article, section, url }: Citation): string {
  const said = URL.canParse(url, desk) ? new URL(url, desk) : null;
  if (said?.origin === desk && said.pathname.startsWith("/articles/")) return said.href;
  return new URL(`/articles/${encodeURIComponent(article)}${section === "" ? "" : `#${encodeURIComponent(section)}`}`, desk).href;
}

function passageOf(article: Outcome<Article>, citation: Citation, strings: Strings): Node[] {
  const section = article.ok ? article.value.sections.find((one) => one.section === citation.section) : undefined;
  if (!article.ok || section === undefined) {
    const why = article.ok ? strings.passageChanged : strings.passageMissing;
    return [h("p", { class: "aside" }, why), h("blockquote", {}, citation.quote)];
  }
  const changed = article.value.version === citation.version ? null : h("p", { class: "aside" }, strings.passageChanged);
  const heading = section.heading === "" ? null : h("h3", {}, section.heading);
  const blocks = passageBlocks(section.text, citation.quote);
  const found = blocks.some((block) => (block.kind === "list" ? block.items.flat() : block.runs).some((run) => run.quoted));
  const quote = found || citation.quote === "" ? null : h("blockquote", {}, citation.quote);
  return [changed, quote, heading, ...blocks.map(renderBlock)].filter((node) => node !== null);
}

function renderBlock(block: PassageBlock): HTMLElement {
  if (block.kind === "paragraph") return h("p", {}, ...renderRuns(block.runs));
  const items = block.items.map((runs) => h("li", {}, ...renderRuns(runs)));
  return block.start === null ? h("ul", {}, ...items) : h("ol", { start: block.start }, ...items);
}

const renderRuns = (runs: readonly Run[]): (Node | string)[] => runs.map(({ text, quoted }) => (quoted ? h("mark", {}, text) : text));

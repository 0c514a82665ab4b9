/**
 * Markdown data to DOM nodes: the only way in which words of an agent, a person or an article reach the page. Links open outside, without
 * telling the other side where they were clicked; nothing is ever loaded.
 */
import { h } from "#browser/page/dom";
import type { Block } from "./blocks.ts";
import { type Inline, plainText } from "./inline.ts";

export type Rendering = {
  /** Address of an article of this desk. */
  articleUrl: (id: string, anchor: string) => string;
  /** Where another article opens. The web always opens in a tab of its own. */
  articleTab: "same" | "new";
  /** What stands for [n]; null leaves the mark as text. */
  citation?: (n: number) => Node | null;
  /** Chat: a line break is kept. Articles: it is a space. */
  breaks: "line" | "space";
  /** Gives headings their rank (level 1 → h`firstHeading`) and anchor. Without it a heading is a bold paragraph. */
  headings?: { first: 1 | 2; anchor: (text: string) => string | null };
};

export const renderBlocks = (blocks: readonly Block[], as: Rendering): Node[] => blocks.map((block) => renderBlock(block, as));

function renderBlock(block: Block, as: Rendering): Node {
  switch (block.kind) {
    case "paragraph":
      return h("p", {}, ...renderInline(block.inline, as));
    case "heading":
      return renderHeading(block.level, block.inline, as);
    case "list":
      return renderList(block.start, block.items, as);
    case "code":
      return h("pre", { tabindex: 0 }, h("code", {}, block.text));
    case "quote":
      return h("blockquote", {}, ...renderBlocks(block.blocks, as));
    case "table":
      return renderTable(block.head, block.rows, as);
    case "rule":
      return h("hr");
  }
}

const ranks = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;

function renderHeading(level: number, inline: readonly Inline[], as: Rendering): Node {
  const children = renderInline(inline, as);
  if (as.headings === undefined) return h("p", {}, h("strong", {}, ...children));
  const rank = ranks[Math.min(level + as.headings.first - 2, 5)] ?? "h6";
  const anchor = as.headings.anchor(plainText(inline));
  return h(rank, { id: anchor, tabindex: anchor === null ? null : -1 }, ...children);
}

/** A paragraph that stands alone in an item needs no element of its own. */
function renderList(start: number | null, items: readonly Block[][], as: Rendering): Node {
  const rows = items.map((blocks) =>
    h(
      "li",
      {},
      ...blocks.flatMap((block, n) => (n === 0 && block.kind === "paragraph" ? renderInline(block.inline, as) : [renderBlock(block, as)])),
    ),
  );
  return start === null ? h("ul", {}, ...rows) : h("ol", { start: start === 1 ? null : start }, ...rows);
}

function renderTable(head: readonly Inline[][], rows: readonly Inline[][][], as: Rendering): Node {
  const top = head.map((cell) => h("th", { scope: "col" }, ...renderInline(cell, as)));
  const body = rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, ...renderInline(cell, as)))));
  return h("div", { class: "table", tabindex: 0 }, h("table", {}, h("thead", {}, h("tr", {}, ...top)), h("tbody", {}, ...body)));
}

export const renderInline = (tokens: readonly Inline[], as: Rendering): Node[] => tokens.map((token) => renderToken(token, as));

function renderToken(token: Inline, as: Rendering): Node {
  switch (token.kind) {
    case "text":
      return document.createTextNode(token.text);
    case "strong":
      return h("strong", {}, ...renderInline(token.inline, as));
    case "emphasis":
      return h("em", {}, ...renderInline(token.inline, as));
    case "code":
      return h("code", {}, token.text);
    case "break":
      return as.breaks === "line" ? h("br") : document.createTextNode(" ");
    case "citation":
      return as.citation?.(token.n) ?? document.createTextNode(`[${token.n}]`);
    case "link": {
      const { target } = token;
      const outside = target.to === "web";
      const href = outside ? target.url : as.articleUrl(target.id, target.anchor);
      const rel = outside ? "noopener noreferrer nofollow" : "noopener";
      const tab = outside || as.articleTab === "new" ? "_blank" : null;
      return h("a", { href, rel, target: tab }, ...renderInline(token.inline, as));
    }
  }
}

/**
 * The page of one help article: `/articles/<id>#<anchor>`. Fetches what the desk hands out, shows its Markdown, and brings the reader to the
 * section that a citation named.
 */
import { parseMarkdown } from "#browser/markdown/blocks";
import { renderBlocks } from "#browser/markdown/render";
import { brand } from "#browser/page/brand";
import { h } from "#browser/page/dom";
import { type Article, fetchArticle } from "#browser/wire/article";
import type { Outcome } from "#browser/wire/http";

const company = document.querySelector("header .company");
if (company !== null) company.textContent = brand.name;

const root = document.querySelector("main");
const id = decodeURIComponent(location.pathname.split("/")[2] ?? "");

if (root !== null) void show(root);

async function show(main: HTMLElement): Promise<void> {
  const article = await fetchArticle(location.origin, id);
  main.replaceChildren(...(article.ok ? page(article.value) : missing(article)));
  main.removeAttribute("aria-busy");
  goToSection();
  addEventListener("hashchange", goToSection);
}

function page(article: Article): Node[] {
  document.title = `${article.title} · ${brand.name}`;
  const anchorOf = anchorsOf(article);
  const body = renderBlocks(parseMarkdown(article.body), {
    articleUrl: (other, anchor) => `/articles/${other}${anchor === "" ? "" : `#${anchor}`}`,
    articleTab: "same",
    breaks: "space",
    headings: { first: 1, anchor: anchorOf },
  });
  const contents = article.sections.filter(({ section }) => section !== "");
  const links = contents.map(({ section, heading }) => h("li", {}, h("a", { href: `#${section}` }, lastOf(heading))));
  return [
    h(
      "article",
      {},
      h("h1", {}, article.title),
      article.summary === "" ? null : h("p", { class: "summary" }, article.summary),
      ...sectioned(body),
    ),
    links.length > 1 ? h("nav", { "aria-label": "In this article" }, h("h2", {}, "In this article"), h("ul", {}, ...links)) : null,
  ].filter((node) => node !== null);
}

const lastOf = (heading: string): string => heading.split(" › ").at(-1) ?? heading;

/** Anchors come from the desk, in the order of the headings, so that a link from an answer meets the same section. */
function anchorsOf({ sections }: Article): (heading: string) => string | null {
  const left = sections.filter(({ section }) => section !== "");
  return (heading) => {
    const at = left.findIndex((section) => lastOf(section.heading) === heading);
    return at < 0 ? null : (left.splice(at, 1)[0]?.section ?? null);
  };
}

function missing(article: Extract<Outcome<Article>, { ok: false }>): Node[] {
  const gone = article.refusal.status === 404;
  document.title = `${gone ? "No such article" : "Help"} · ${brand.name}`;
  return [
    h(
      "article",
      {},
      h("h1", {}, gone ? "There is no such article" : "The article cannot be shown right now"),
      h(
        "p",
        { class: "summary" },
        gone ? "It may have been renamed or removed. The assistant can help you find another." : article.refusal.message,
      ),
    ),
  ];
}

/** A heading and what follows it become one element, which can be marked as a whole. */
function sectioned(nodes: readonly Node[]): Node[] {
  const grouped: Node[] = [];
  let section: HTMLElement | null = null;
  for (const node of nodes) {
    if (node instanceof HTMLHeadingElement) {
      section = h("section", {}, node);
      grouped.push(section);
    } else if (section === null) grouped.push(node);
    else section.append(node);
  }
  return grouped;
}

function goToSection(): void {
  document.querySelector(".cited")?.classList.remove("cited");
  const heading = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (heading === null) return;
  heading.parentElement?.classList.add("cited");
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}

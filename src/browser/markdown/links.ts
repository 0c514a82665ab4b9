/** Where a link in an answer or an article may lead: to the web over https, or to another article of this desk. Everything else is text. */

export type LinkTarget = { to: "web"; url: string } | { to: "article"; id: string; anchor: string };

/** `article:refund-times`, with an optional `#anchor`. */
const articleLink = /^article:([a-z0-9][a-z0-9-]{0,99})(?:#([\w-]{1,200}))?$/;

export function readLink(href: string): LinkTarget | null {
  const article = articleLink.exec(href);
  if (article) return { to: "article", id: article[1] ?? "", anchor: article[2] ?? "" };
  if (!/^https:\/\//i.test(href) || !URL.canParse(href)) return null;
  const url = new URL(href);
  // A name before the host is how one host is made to look like another.
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  return { to: "web", url: url.href };
}

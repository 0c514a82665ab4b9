/**
 * Pages behind the Worker: an article is one page for every id, and the desk is one application for every address below `/desk`. Headers are those of
 * `public/_headers`; the desk's policy is made for each answer, because only what carries its nonce may run there.
 */
import { deskApp } from "./desk-app.ts";

/** The same answer with headers that a middleware can add to. */
const served = (page: Response): Response => new Response(page.body, page);

/** W3C CSP3 and Trusted Types. Styles that scripts set on an element by name are not touched by `style-src`; a style element needs the nonce. */
export const deskPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

async function deskPage(page: Response): Promise<Response> {
  if (!page.ok) return served(page);
  const nonce = crypto.randomUUID();
  const headers = new Headers(page.headers);
  headers.set("content-security-policy", deskPolicy(nonce));
  headers.set("cache-control", "no-store");
  for (const name of ["etag", "last-modified", "content-length"]) headers.delete(name);
  return new Response((await page.text()).replaceAll("%nonce%", nonce), { headers });
}

export const pageRoutes = deskApp();

pageRoutes.get("/articles/:id", async (c) => served(await c.var.ports.page("/article")));
pageRoutes.get("/desk", async (c) => deskPage(await c.var.ports.page("/desk")));
pageRoutes.get("/desk/*", async (c) => deskPage(await c.var.ports.page("/desk")));

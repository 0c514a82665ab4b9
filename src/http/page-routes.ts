/** Pages that the Worker serves itself: an article is one page for every id, the desk has headers of its own. */
import { deskApp } from "./desk-app.ts";

/** Own scripts and styles only; nothing can be framed, nothing is sent elsewhere. Trusted Types refuse every string that would become markup (W3C CSP3, Trusted Types). */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const served = (page: Response): Response => {
  const response = new Response(page.body, page);
  response.headers.set("content-security-policy", policy);
  return response;
};

export const pageRoutes = deskApp();

pageRoutes.get("/articles/:id", async (c) => served(await c.var.ports.page("/article")));
pageRoutes.get("/desk", async (c) => served(await c.var.ports.page("/desk")));

/** Pages behind the Worker: an article is one page for every id. Their headers, the content security policy among them, are in `public/_headers`. */
import { deskApp } from "./desk-app.ts";

/** The same answer with headers that a middleware can add to. */
const served = (page: Response): Response => new Response(page.body, page);

export const pageRoutes = deskApp();

pageRoutes.get("/articles/:id", async (c) => served(await c.var.ports.page("/article")));
pageRoutes.get("/desk", async (c) => served(await c.var.ports.page("/desk")));

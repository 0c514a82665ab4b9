/**
 * Help articles. Anyone may read one, because a citation opens it; storing, removing, listing and searching are the operator's. A search here sees what was
 * stored before it, unlike a conversation's, which never waits for the database.
 */
import { createRoute, z } from "@hono/zod-openapi";
import {
  ArticleIdSchema,
  ArticleImportReportSchema,
  ArticleImportSchema,
  ArticleListSchema,
  ArticlePutSchema,
  ArticleSummarySchema,
  ArticleViewSchema,
  SearchAnswerSchema,
  SearchQuerySchema,
} from "#contracts/articles";
import type { DeskPorts } from "#compose/desk-ports";
import type { Rung } from "#contracts/events";
import type { Findings, SearchOptions } from "#ports/knowledge";
import { ModelFailure } from "#ports/models";
import { adminOnly, knownOrigin } from "./access.ts";
import { audited, note } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { namesVersion } from "./etags.ts";
import { limited } from "./limits.ts";
import { Refused, refusals } from "./problems.ts";
import { adminRefusals, asOperator, body, json, operatorRefusals } from "./route-parts.ts";

const params = z.object({ id: ArticleIdSchema });
/** Role: agent. */
/** Role: admin, because what is written here is said to customers. */
const asAdmin = (...more: ReturnType<typeof audited>[]) => ({ tags: ["operator"], middleware: [knownOrigin, adminOnly, ...more] });

/** Seconds that a browser shows an article without asking again. An edited article is one question away, and mostly answered with 304. */
const cacheControl = "public, max-age=60";

const read = createRoute({
  method: "get",
  path: "/v1/articles/{id}",
  tags: ["desk"],
  middleware: [limited("request")],
  summary: "Read an article with its sections",
  description: "Public. The ETag is the article's version.",
  request: { params, headers: z.object({ "if-none-match": z.string().optional() }) },
  responses: {
    200: json(ArticleViewSchema, "the article"),
    304: { description: "the version that the reader has is the newest" },
    ...refusals("invalid_request", "not_found", "too_many_requests"),
  },
});

const list = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/articles",
  summary: "List articles by id, without their text",
  responses: { 200: json(ArticleListSchema, "all articles"), ...refusals(...operatorRefusals) },
});

const put = createRoute({
  ...asAdmin(audited("article.stored")),
  method: "put",
  path: "/v1/articles/{id}",
  summary: "Store an article",
  description:
    "Takes the place of what has the id. The same content again changes nothing. With `If-Match` only when the stored version is the one that was read.",
  request: { params, headers: z.object({ "if-match": z.string().optional() }), body: body(ArticlePutSchema) },
  responses: {
    200: json(ArticleSummarySchema, "the article was there"),
    201: json(ArticleSummarySchema, "the article is new"),
    ...refusals(...adminRefusals, "malformed_json", "body_too_large", "precondition_failed"),
  },
});

const remove = createRoute({
  ...asAdmin(audited("article.removed")),
  method: "delete",
  path: "/v1/articles/{id}",
  summary: "Remove an article",
  request: { params },
  responses: { 204: { description: "removed" }, ...refusals(...adminRefusals, "not_found") },
});

const importMany = createRoute({
  ...asAdmin(),
  method: "post",
  path: "/v1/articles/import",
  summary: "Store and remove many articles in one change",
  description: "All of it happens or none. With `dryRun` nothing happens, and the report says what would.",
  request: { body: body(ArticleImportSchema) },
  responses: {
    200: json(ArticleImportReportSchema, "what changed"),
    ...refusals(...adminRefusals, "malformed_json", "body_too_large"),
  },
});

const search = createRoute({
  ...asOperator,
  method: "get",
  path: "/v1/search",
  summary: "Search as the agents do, with scores",
  request: { query: SearchQuerySchema },
  responses: { 200: json(SearchAnswerSchema, "passages, best first"), ...refusals(...operatorRefusals) },
});

export const articleRoutes = deskApp()
  .openapi(read, async (c) => {
    const { articles } = c.var.ports;
    const { id } = c.req.valid("param");
    const [article, sections] = await Promise.all([articles.get(id), articles.sectionsOf(id)]);
    if (article === undefined) throw new Refused("not_found", `no article ${id}`);
    c.header("etag", `"${article.version}"`);
    c.header("cache-control", cacheControl);
    if (namesVersion(c.req.valid("header")["if-none-match"], article.version)) return c.body(null, 304);
    return c.json({ ...article, sections: sections.map(({ section, heading, text }) => ({ section, heading, text })) }, 200);
  })
  .openapi(list, async (c) => c.json({ articles: await c.var.ports.articles.list() }, 200))
  .openapi(put, async (c) => {
    const { articles } = c.var.ports;
    const { id } = c.req.valid("param");
    const draft = { ...c.req.valid("json"), id };
    if (c.req.valid("json").id !== undefined && c.req.valid("json").id !== id)
      throw new Refused("invalid_request", `id: the path says "${id}"`);
    const ifMatch = c.req.valid("header")["if-match"];
    if (ifMatch !== undefined && !namesVersion(ifMatch, (await articles.get(id))?.version ?? ""))
      throw new Refused("precondition_failed", "somebody has stored another version since; read it and write on from there");
    const { added } = await articles.import({ articles: [draft], remove: [], dryRun: false });
    const stored = await articles.get(id);
    if (stored === undefined) throw new Refused("conflict", `article ${id} was removed in the same moment`);
    const { title, tags, version, storedAt } = stored;
    return c.json({ id, title, tags, version, storedAt }, added.length > 0 ? 201 : 200);
  })
  .openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    const { removed } = await c.var.ports.articles.import({ articles: [], remove: [id], dryRun: false });
    if (removed.length === 0) throw new Refused("not_found", `no article ${id}`);
    return c.body(null, 204);
  })
  .openapi(importMany, async (c) => {
    const report = await c.var.ports.articles.import(c.req.valid("json"));
    if (!report.dryRun)
      note(c, "articles.imported", `${report.added.length + report.changed.length} stored, ${report.removed.length} removed`);
    return c.json(report, 200);
  })
  .openapi(search, async (c) => {
    const { clock } = c.var.ports;
    const { q, limit } = c.req.valid("query");
    const startedAt = clock.now();
    const { rung, found } = await searched(c.var.ports, q, { limit, fresh: true, signal: c.req.raw.signal });
    const { passages, answerability, threshold, nearness } = found;
    const byMeaning = nearness === undefined ? {} : { nearness };
    return c.json({ passages, answerability, threshold, ...byMeaning, rung, tookMs: clock.now() - startedAt }, 200);
  });

/** On the rung that works, as the knowledge agent does. */
async function searched({ knowledge, finding }: DeskPorts, q: string, options: SearchOptions): Promise<{ rung: Rung; found: Findings }> {
  if (finding) {
    try {
      return { rung: "model", found: await finding.knowledge().search(q, options, () => undefined) };
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
    }
  }
  return { rung: "embedded", found: await knowledge.search(q, options) };
}

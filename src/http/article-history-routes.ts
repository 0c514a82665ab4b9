/** What an article said before, and going back to it. */
import { createRoute, z } from "@hono/zod-openapi";
import { CitingAnswersSchema } from "#contracts/article-citations";
import { ArticleVersionListSchema, OldArticleSchema } from "#contracts/article-versions";
import { ArticleIdSchema, ArticleSummarySchema } from "#contracts/articles";
import { adminOnly, knownOrigin, operatorOnly } from "./access.ts";
import { audited } from "./audited.ts";
import { deskApp } from "./desk-app.ts";
import { Refused, refusals } from "./problems.ts";
import { adminRefusals, json, operatorRefusals } from "./route-parts.ts";

const tags = ["operator"];
const params = z.object({ id: ArticleIdSchema });
const ofVersion = params.extend({ n: z.coerce.number().int().min(1) });

const list = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly] as const,
  method: "get",
  path: "/v1/articles/{id}/versions",
  summary: "List an article's versions",
  description: "Role: agent. A removed article keeps its versions.",
  request: { params },
  responses: { 200: json(ArticleVersionListSchema, "newest first"), ...refusals(...operatorRefusals, "not_found") },
});

const read = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly] as const,
  method: "get",
  path: "/v1/articles/{id}/versions/{n}",
  summary: "Read a version",
  description: "Role: agent.",
  request: { params: ofVersion },
  responses: { 200: json(OldArticleSchema, "the article as it was"), ...refusals(...operatorRefusals, "not_found") },
});

const citations = createRoute({
  tags,
  middleware: [knownOrigin, operatorOnly, audited("runs.read", { once: true })] as const,
  method: "get",
  path: "/v1/articles/{id}/citations",
  summary: "Answers that quoted the article, with the words that they quoted",
  description: "Role: agent. The latest 20. For whoever edits it: an answer whose words are gone from the draft is undermined by the edit.",
  request: { params },
  responses: { 200: json(CitingAnswersSchema, "newest first"), ...refusals(...operatorRefusals) },
});

const rollBack = createRoute({
  tags,
  middleware: [knownOrigin, adminOnly, audited("article.rolled_back")] as const,
  method: "post",
  path: "/v1/articles/{id}/versions/{n}/restore",
  summary: "Make a version the article again",
  description: "Role: admin. It becomes the newest version; nothing of the history is lost.",
  request: { params: ofVersion },
  responses: {
    200: json(ArticleSummarySchema, "the article as it is now"),
    ...refusals(...adminRefusals, "not_found"),
  },
});

export const articleHistoryRoutes = deskApp()
  .openapi(list, async (c) => {
    const { id } = c.req.valid("param");
    const versions = await c.var.ports.articleHistory.versionsOf(id);
    if (versions.length === 0) throw new Refused("not_found", `there never was an article ${id}`);
    return c.json({ versions }, 200);
  })
  .openapi(read, async (c) => {
    const { id, n } = c.req.valid("param");
    const old = await c.var.ports.articleHistory.read(id, n);
    if (!old) throw new Refused("not_found", `article ${id} has no version ${n} with text`);
    return c.json(old, 200);
  })
  .openapi(citations, async (c) => c.json(await c.var.ports.citingAnswers(c.req.valid("param").id), 200))
  .openapi(rollBack, async (c) => {
    const { id, n } = c.req.valid("param");
    const { articleHistory, articles } = c.var.ports;
    const old = await articleHistory.read(id, n);
    if (!old) throw new Refused("not_found", `article ${id} has no version ${n} with text`);
    const { n: _n, version: _version, storedAt: _storedAt, ...draft } = old;
    await articles.import({ articles: [draft], remove: [], dryRun: false });
    const stored = await articles.get(id);
    if (!stored) throw new Refused("conflict", `article ${id} was removed in the same moment`);
    const { title, tags: labels, version, storedAt } = stored;
    return c.json({ id, title, tags: labels, version, storedAt }, 200);
  });

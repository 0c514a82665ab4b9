import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex, IsolateMemory } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { objectConversations } from "#adapters/platform/object-conversations";
import { workersRandomness } from "#adapters/platform/workers-randomness";
import { WorkersWorkflows } from "#adapters/platform/workers-workflows";
import { D1Tickets } from "#adapters/tickets/d1-tickets";
import type { DeskPorts } from "#compose/desk-ports";
import { ArticleImportReportSchema, ArticleListSchema, ArticleViewSchema, SearchAnswerSchema } from "#contracts/articles";
import { ProblemSchema } from "#contracts/problem";
import { articleRoutes } from "#http/article-routes";
import { deskApp } from "#http/desk-app";
import { answerError } from "#http/problems";
import { emptyKnowledge } from "../../contract/workerd/empty-knowledge.ts";
import { bicycles, helpArticles, lostProperty } from "../../contract/help-articles.ts";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { silentTelemetry } from "../../fakes/silent-telemetry.ts";

const operator = "the-token-of-an-operator";
const clock = new ManualClock("2026-11-22T10:00:00Z");
const memory = new IsolateMemory();

function ports(): DeskPorts {
  const database = env.DB;
  const articles = new D1Articles({ database, clock });
  const isolate = new IsolateIndex({ store: articles, memory, clock, telemetry: silentTelemetry });
  return {
    environment: { MODELS: "embedded", ALLOWED_ORIGINS: [], SIGNING_KEY: "x".repeat(32), OPERATOR_TOKEN: operator },
    conversations: objectConversations(env.CONVERSATIONS),
    tickets: new D1Tickets({ database, clock }),
    workflows: new WorkersWorkflows(env.HANDOFF_WORKFLOW),
    articles,
    knowledge: new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database }) }),
    clock,
    randomness: workersRandomness,
    telemetry: silentTelemetry,
    limits: { start: { take: async () => true }, request: { take: async () => true } },
    page: async () => new Response(null, { status: 404 }),
  };
}

const app = deskApp();
app.onError(answerError);
app.use(async (c, next) => {
  c.set("ports", ports());
  await next();
});
app.route("/", articleRoutes);

type Asked = { method?: string; body?: unknown; as?: "operator" | "visitor"; headers?: Record<string, string> };

async function ask(path: string, { method = "GET", body, as = "operator", headers = {} }: Asked = {}): Promise<Response> {
  const authorization: Record<string, string> = as === "operator" ? { authorization: `Bearer ${operator}` } : {};
  const content: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return app.request(path, { method, headers: { ...authorization, ...content, ...headers }, ...(body === undefined ? {} : { body: text }) }, env);
}

async function codeOf(response: Response): Promise<string> {
  return ProblemSchema.parse(await response.json()).code;
}

const importAll = (articles: readonly unknown[], more: object = {}) => ask("/v1/articles/import", { method: "POST", body: { articles, ...more } });

beforeEach(() => emptyKnowledge(env.DB));

test("anyone reads an article with its sections, and asks again for nothing", async () => {
  await importAll(helpArticles);
  const first = await ask("/v1/articles/lost-property", { as: "visitor" });
  expect(first.status).toBe(200);
  const article = ArticleViewSchema.parse(await first.json());
  expect(article.sections.map(({ section }) => section)).toEqual(["", "report-a-loss", "collect-it"]);
  expect(first.headers.get("cache-control")).toBe("public, max-age=60");
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toBe(`"${article.version}"`);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const again = await ask("/v1/articles/lost-property", { as: "visitor", headers: { "if-none-match": known } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  }
  const other = await ask("/v1/articles/lost-property", { as: "visitor", headers: { "if-none-match": '"other"' } });
  expect(other.status).toBe(200);
});

test("an article that is not there is not found, an id that cannot be one is refused", async () => {
  expect(await codeOf(await ask("/v1/articles/nothing", { as: "visitor" }))).toBe("not_found");
  expect(await codeOf(await ask("/v1/articles/No%20Thing", { as: "visitor" }))).toBe("invalid_request");
});

test.each([
  ["GET", "/v1/articles", undefined],
  ["PUT", "/v1/articles/bicycles", { title: "A", body: "B" }],
  ["DELETE", "/v1/articles/bicycles", undefined],
  ["POST", "/v1/articles/import", { articles: [] }],
  ["GET", "/v1/search?q=bicycle", undefined],
])("%s %s is the operator's", async (method, path, body) => {
  const refused = await ask(path, { method, as: "visitor", ...(body === undefined ? {} : { body }) });
  expect([refused.status, await codeOf(refused)]).toEqual([401, "operator_required"]);
});

test("an article is created, replaced and removed", async () => {
  const { id: _, ...draft } = bicycles;
  const put = (body: object) => ask("/v1/articles/bicycles", { method: "PUT", body });
  expect((await put(draft)).status).toBe(201);
  expect((await put({ ...draft, id: "bicycles", body: "Scooters too." })).status).toBe(200);
  const { articles } = ArticleListSchema.parse(await (await ask("/v1/articles")).json());
  expect(articles.map(({ id }) => id)).toEqual(["bicycles"]);
  expect((await ask("/v1/articles/bicycles", { method: "DELETE" })).status).toBe(204);
  expect(await codeOf(await ask("/v1/articles/bicycles", { method: "DELETE" }))).toBe("not_found");
});

test.each([
  ["another id than its path", { ...lostProperty }],
  ["no text", { title: "Bicycles", body: "  " }],
  ["an unknown field", { title: "Bicycles", body: "B", author: "A" }],
  ["half of a surrogate pair", '{"title": "Bicycles", "body": "half \\ud800 of it"}'],
])("an article with %s is refused", async (_, body) => {
  expect(await codeOf(await ask("/v1/articles/bicycles", { method: "PUT", body }))).toBe("invalid_request");
});

test("a body that is no JSON is refused", async () => {
  expect(await codeOf(await ask("/v1/articles/bicycles", { method: "PUT", body: "{title" }))).toBe("malformed_json");
});

test("an import is reported, and a dry run changes nothing", async () => {
  const dry = await importAll(helpArticles, { dryRun: true });
  expect(ArticleImportReportSchema.parse(await dry.json())).toMatchObject({ dryRun: true, added: helpArticles.map(({ id }) => id) });
  await importAll(helpArticles);
  const report = await importAll([bicycles], { remove: ["lost-property"] });
  expect(await report.json()).toEqual({ added: [], changed: [], unchanged: 1, removed: ["lost-property"], dryRun: false });
});

test("two articles with one id are refused together, and neither is stored", async () => {
  const refused = await importAll([bicycles, { ...bicycles, body: "Other." }]);
  expect(await refused.json()).toMatchObject({ code: "invalid_request", detail: "articles: two articles have the same id" });
  expect(ArticleListSchema.parse(await (await ask("/v1/articles")).json()).articles).toEqual([]);
});

test("a search sees what was stored just before it", async () => {
  await importAll(helpArticles);
  const search = async (q: string) => SearchAnswerSchema.parse(await (await ask(`/v1/search?q=${encodeURIComponent(q)}&limit=2`)).json());
  expect((await search("take a bicycle along")).passages[0]?.article).toBe("bicycles");
  await importAll([{ ...bicycles, id: "scooters", title: "Scooters", body: "Scooters travel free." }]);
  const { passages, answerability, threshold } = await search("scooter");
  expect(passages[0]?.article).toBe("scooters");
  expect(answerability).toBeGreaterThanOrEqual(threshold);
});

test("a search without a question is refused", async () => {
  expect(await codeOf(await ask("/v1/search?q=%20"))).toBe("invalid_request");
});

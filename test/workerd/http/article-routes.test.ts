import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { deskPorts } from "#compose/desk-ports";
import { ArticleImportReportSchema, ArticleListSchema, ArticleViewSchema, SearchAnswerSchema } from "#contracts/articles";
import { ProblemSchema } from "#contracts/problem";
import { createApp } from "#http/app";
import { bicycles, helpArticles, lostProperty } from "../../contract/help-articles.ts";

const operator = "the-token-of-an-operator";
const bindings = { ...env, OPERATOR_TOKEN: operator, SIGNING_KEY: "k".repeat(32) };
const app = createApp(deskPorts);

type Asked = { method?: string; body?: unknown; as?: "operator" | "visitor"; headers?: Record<string, string> };

async function ask(path: string, { method = "GET", body, as = "operator", headers = {} }: Asked = {}): Promise<Response> {
  const authorization: Record<string, string> = as === "operator" ? { authorization: `Bearer ${operator}` } : {};
  const content: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const init = { method, headers: { ...authorization, ...content, ...headers }, ...(body === undefined ? {} : { body: text }) };
  const context = createExecutionContext();
  const response = await app.request(path, init, bindings, context);
  await waitOnExecutionContext(context);
  return response;
}

async function codeOf(response: Response): Promise<string> {
  return ProblemSchema.parse(await response.json()).code;
}

const importAll = (articles: readonly unknown[], more: object = {}) =>
  ask("/v1/articles/import", { method: "POST", body: { articles, ...more } });

/** Through the desk, so that its index notices. */
beforeEach(async () => {
  const { articles } = ArticleListSchema.parse(await (await ask("/v1/articles")).json());
  await importAll([], { remove: articles.map(({ id }) => id) });
});

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
  expect(await report.json()).toEqual({ added: [], changed: [], unchanged: 1, removed: ["lost-property"], dryRun: false, warnings: [] });
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

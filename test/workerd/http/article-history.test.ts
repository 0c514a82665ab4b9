/** Every version of an article is kept, whoever writes it, and can be the article again. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { ArticleVersionListSchema, OldArticleSchema } from "#contracts/article-versions";
import { ArticleViewSchema } from "#contracts/articles";
import { ask, askAsOperator, refusalOf } from "../desk.ts";

const put = (id: string, body: string, title = "Tickets") =>
  askAsOperator(`/v1/articles/${id}`, { method: "PUT", body: { title, tags: ["a"], updated: "2026-11-01", body } });
const versions = async (id: string) =>
  ArticleVersionListSchema.parse(await (await askAsOperator(`/v1/articles/${id}/versions`)).json()).versions;

test("each change is a version, the same content again is none, and the newest is in force", async () => {
  await put("tickets", "One euro.");
  await put("tickets", "Two euros.");
  await put("tickets", "Two euros.");
  const stored = await versions("tickets");
  expect(stored.map(({ inForce, removed, characters }) => [inForce, removed, characters])).toEqual([
    [true, false, 10],
    [false, false, 9],
  ]);
});

test("an import writes versions, too, and a removal is one without text", async () => {
  const articles = ["x", "y"].map((name) => ({ id: `import-${name}`, title: name, body: `About ${name}.` }));
  await askAsOperator("/v1/articles/import", { method: "POST", body: { articles } });
  await askAsOperator("/v1/articles/import", { method: "POST", body: { articles: [], remove: ["import-x"] } });
  expect((await versions("import-x")).map(({ removed, inForce }) => [removed, inForce])).toEqual([
    [true, false],
    [false, false],
  ]);
  expect(await versions("import-y")).toHaveLength(1);
});

test("an old version is read as it was, and restored becomes the article, to the letter, and the newest version", async () => {
  await put("fares", "Fares of spring.", "Spring");
  await put("fares", "Fares of autumn.", "Autumn");
  const [newest, oldest] = await versions("fares");
  const old = OldArticleSchema.parse(await (await askAsOperator(`/v1/articles/fares/versions/${oldest?.n}`)).json());
  expect(old).toMatchObject({ id: "fares", title: "Spring", tags: ["a"], updated: "2026-11-01", body: "Fares of spring." });
  expect((await askAsOperator(`/v1/articles/fares/versions/${oldest?.n}/restore`, { method: "POST" })).status).toBe(200);
  const now = ArticleViewSchema.parse(await (await ask("/v1/articles/fares")).json());
  expect([now.title, now.body, now.version]).toEqual(["Spring", "Fares of spring.", oldest?.version]);
  const after = await versions("fares");
  expect(after).toHaveLength(3);
  expect(after[0]).toMatchObject({ version: oldest?.version, inForce: true });
  expect(after.at(1)).toMatchObject({ n: newest?.n, inForce: false });
});

test("what was removed comes back", async () => {
  await put("gone", "Here today.");
  await askAsOperator("/v1/articles/gone", { method: "DELETE" });
  const [removal, text] = await versions("gone");
  expect(await refusalOf(await askAsOperator(`/v1/articles/gone/versions/${removal?.n}/restore`, { method: "POST" }))).toEqual({
    status: 404,
    code: "not_found",
  });
  await askAsOperator(`/v1/articles/gone/versions/${text?.n}/restore`, { method: "POST" });
  expect((await ask("/v1/articles/gone")).status).toBe(200);
});

test("another article's version is not this one's, and what never was is not found", async () => {
  await put("one", "One.");
  const [version] = await versions("one");
  expect((await askAsOperator(`/v1/articles/two/versions/${version?.n}`)).status).toBe(404);
  expect((await askAsOperator("/v1/articles/never/versions")).status).toBe(404);
});

test("not even a statement typed by hand changes an article without a version of it", async () => {
  await put("hand", "By the desk.");
  await env.DB.prepare("UPDATE articles SET body = 'By hand.', version = 'abc' WHERE id = 'hand'").run();
  expect((await versions("hand"))[0]).toMatchObject({ version: "abc", characters: 8 });
});

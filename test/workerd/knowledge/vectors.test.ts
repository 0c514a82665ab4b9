/** Vectors from the import to the question, through the real adapters over a scripted binding of Workers AI and of Vectorize. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { articleVersion } from "#adapters/knowledge/article-version";
import type { ModelCall } from "#contracts/model-calls";
import { ModelFailure } from "#ports/models";
import { bicycles, helpArticles } from "../../contract/help-articles.ts";
import { meaningDesk, type MeaningDesk, messageOf } from "./meaning-desk.ts";

const wanted = { limit: 3, perArticle: 1, fresh: true };

async function stocked(script: Parameters<typeof meaningDesk>[0] = {}): Promise<MeaningDesk> {
  const desk = await meaningDesk(script);
  await desk.articles.import({ articles: helpArticles, remove: [], dryRun: false });
  await desk.consume(helpArticles.map(({ id }) => messageOf(id)));
  return desk;
}

async function asked({ finding }: MeaningDesk, question: string) {
  const calls: ModelCall[] = [];
  const found = await finding.knowledge().search(question, wanted, (call) => calls.push(call));
  return { ...found, calls, articles: found.passages.map(({ article }) => article) };
}

test("an import gives every section a vector, in one call a batch, and nothing is made twice", async () => {
  const desk = await stocked();
  const { sections, ready, leftOver } = await desk.finding.books.progress();
  expect({ ready, leftOver, stored: desk.vectorize.stored.size }).toEqual({ ready: sections, leftOver: 0, stored: sections });
  expect(desk.ai.embedded).toHaveLength(1);
  await desk.articles.import({ articles: helpArticles, remove: [], dryRun: false });
  await desk.consume(helpArticles.map(({ id }) => messageOf(id)));
  expect(desk.ai.embedded).toHaveLength(1);
});

test("a word that no article uses finds the one that means it, as near, and is said to be found by the model", async () => {
  const desk = await stocked();
  const { articles, nearness, near, calls } = await asked(desk, "velocipede");
  expect(articles[0]).toBe("bicycles");
  expect(nearness).toBeGreaterThan(0.5);
  expect(near).toBe(true);
  expect(calls).toMatchObject([
    { model: "workers-ai/@cf/baai/bge-m3", outcome: "done" },
    { model: "workers-ai/@cf/baai/bge-reranker-base", outcome: "done" },
  ]);
});

test("a changed article's old vectors never surface, even while the index still has them, and go in the end", async () => {
  const desk = await stocked();
  desk.vectorize.forgetsLate = true;
  const changed = { ...bicycles, body: "Velocipedes of every kind stay at home." };
  await desk.articles.import({ articles: [changed], remove: ["lost-property"], dryRun: false });
  const before = await asked(desk, "velocipede umbrella");
  expect(before.articles).not.toContain("lost-property");
  expect(before.passages.filter(({ article }) => article === "bicycles").map(({ version }) => version)).not.toContain(
    await articleVersion(bicycles),
  );
  expect(await desk.finding.books.unfinished()).toEqual(["bicycles", "lost-property"]);
  desk.vectorize.forgetsLate = false;
  await desk.consume(["bicycles", "lost-property"].map(messageOf));
  expect(await desk.finding.books.progress()).toMatchObject({ leftOver: 0, failed: [] });
  const { results } = await env.DB.prepare("SELECT DISTINCT article FROM section_vectors ORDER BY article").all();
  expect(results).toEqual([{ article: "bicycles" }, { article: "refund-late-tram" }]);
  expect([...desk.vectorize.stored.values()].map(({ metadata }) => metadata["article"])).not.toContain("lost-property");
});

test("several questions in one message go out in one call, the personal data taken out", async () => {
  const desk = await stocked();
  const { articles } = await asked(desk, "May I bring my velocipede along? And where is my brolly, ann@mail.example?");
  expect(desk.ai.embedded).toHaveLength(2);
  expect(desk.ai.embedded[1]).toHaveLength(3);
  expect(JSON.stringify(desk.ai.embedded[1])).not.toContain("ann@mail.example");
  expect(articles).toEqual(expect.arrayContaining(["bicycles", "lost-property"]));
});

test.each(["failing", "silent"] as const)("an index that is %s is a failure in time, for the rung below, and is recorded", async (mood) => {
  const desk = await stocked();
  desk.vectorize.mood = mood;
  const calls: ModelCall[] = [];
  const searched = desk.finding.knowledge().search("bicycle ticket", wanted, (call) => calls.push(call));
  await expect(searched).rejects.toBeInstanceOf(ModelFailure);
  expect(calls.at(-1)).toMatchObject({ model: "vectorize", outcome: mood === "silent" ? "timed_out" : "unavailable" });
});

test("after failures in a row the index is left alone for a while", async () => {
  const desk = await stocked();
  desk.vectorize.mood = "failing";
  for (let n = 0; n < 6; n++)
    await desk.finding
      .knowledge()
      .search("bicycle", wanted, () => undefined)
      .catch(() => undefined);
  expect(desk.vectorize.queries).toBeLessThanOrEqual(4);
});

test("the reranker has the last word on the order; one that fails leaves it as it was", async () => {
  const last = await stocked({ rerank: (_query, documents) => documents.map((text) => (text.includes("refund") ? 1 : 0)) });
  expect((await asked(last, "bicycle ticket refund")).articles[0]).toBe("refund-late-tram");
  const broken = await stocked({ rerank: () => "server-error" });
  const { articles, calls } = await asked(broken, "bicycle ticket");
  expect(articles[0]).toBe("bicycles");
  expect(calls.at(-1)).toMatchObject({ model: "workers-ai/@cf/baai/bge-reranker-base", outcome: "rate_limited" });
});

test("an article that cannot be embedded does not hold up the others, comes again, and is named when it is given up", async () => {
  const desk = await meaningDesk({
    embed: (texts) =>
      texts.some((text) => text.includes("icycle")) ? "server-error" : texts.map(() => [1, ...Array.from({ length: 255 }, () => 0)]),
  });
  await desk.articles.import({ articles: helpArticles, remove: [], dryRun: false });
  expect(await desk.consume(helpArticles.map(({ id }) => messageOf(id)))).toEqual(["m2"]);
  expect(await desk.finding.books.unfinished()).toEqual(["bicycles"]);
  await desk.consume([messageOf("bicycles")], "edgedesk-articles-dead-local");
  expect(await desk.finding.books.progress()).toMatchObject({ failed: ["bicycles"] });
});

test("a message that nobody can read is let go", async () => {
  const desk = await meaningDesk();
  expect(await desk.consume([{ v: 9 }, "?"])).toEqual([]);
});

test("vectors of another model count as missing", async () => {
  const desk = await stocked();
  await env.DB.prepare("UPDATE section_vectors SET recipe = 'another'").run();
  expect(await desk.finding.books.unfinished()).toHaveLength(3);
});

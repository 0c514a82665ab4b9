import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { articleStoreSuite } from "../article-store.ts";
import { bicycles, lostProperty } from "../help-articles.ts";
import { emptyKnowledge } from "./empty-knowledge.ts";

articleStoreSuite("articles in D1", async (clock) => {
  await emptyKnowledge(env.DB);
  return new D1Articles({ database: env.DB, clock });
});

test("a change that fails half-way leaves everything as it was", async () => {
  await emptyKnowledge(env.DB);
  const store = new D1Articles({ database: env.DB, clock: new ManualClock("2026-11-22T10:00:00Z") });
  await store.import({ articles: [lostProperty], remove: [], dryRun: false });
  const before = await store.extent();
  await env.DB.prepare(
    "CREATE TRIGGER full BEFORE INSERT ON sections WHEN new.article = 'bicycles' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  ).run();
  const changed = { ...lostProperty, body: "Gone." };
  await expect(store.import({ articles: [changed, bicycles], remove: [], dryRun: false })).rejects.toThrow("disk full");
  await env.DB.prepare("DROP TRIGGER full").run();
  expect((await store.list()).map(({ id }) => id)).toEqual(["lost-property"]);
  expect((await store.get("lost-property"))?.body).toBe(lostProperty.body);
  expect(await store.extent()).toEqual(before);
});

test("the full-text index holds what the sections hold, after every kind of change", async () => {
  await emptyKnowledge(env.DB);
  const store = new D1Articles({ database: env.DB, clock: new ManualClock("2026-11-22T10:00:00Z") });
  await store.import({ articles: [lostProperty, bicycles], remove: [], dryRun: false });
  await store.import({ articles: [{ ...bicycles, body: "Scooters stay at home." }], remove: ["lost-property"], dryRun: false });
  const count = async (word: string) =>
    await env.DB.prepare("SELECT count(*) AS hits FROM sections_fts WHERE sections_fts MATCH ?1").bind(word).first("hits");
  expect(await count("scooter")).toBe(1);
  expect(await count("folding")).toBe(0);
  expect(await count("depot")).toBe(0);
  await env.DB.prepare("INSERT INTO sections_fts (sections_fts, rank) VALUES ('integrity-check', 1)").run();
});

test("a section cannot be edited in place, which would leave the full-text index behind", async () => {
  await emptyKnowledge(env.DB);
  const store = new D1Articles({ database: env.DB, clock: new ManualClock("2026-11-22T10:00:00Z") });
  await store.import({ articles: [bicycles], remove: [], dryRun: false });
  await expect(env.DB.prepare("UPDATE sections SET text = 'x'").run()).rejects.toThrow("replaced, not edited");
});

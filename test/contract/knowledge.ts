/** What every Knowledge does, whatever it searches in. */
import { beforeEach, describe, expect, test } from "vitest";
import { articleVersion } from "#adapters/knowledge/article-version";
import type { ArticleStore } from "#ports/articles";
import type { Knowledge } from "#ports/knowledge";
import { bicycles, helpArticles, lostProperty } from "./help-articles.ts";

/** `store`: empty, and what `knowledge` searches. */
export type KnowledgeUnderTest = { knowledge: Knowledge; store: ArticleStore };

export function knowledgeSuite(name: string, makeEmpty: () => Promise<KnowledgeUnderTest>): void {
  describe(`${name}`, () => {
    let knowledge: Knowledge;
    let store: ArticleStore;

    beforeEach(async () => {
      ({ knowledge, store } = await makeEmpty());
    });

    const storeHelp = () => store.import({ articles: [...helpArticles], remove: [], dryRun: false });

    test("a question finds the section that speaks of it, with where it stands", async () => {
      await storeHelp();
      const { passages, revision } = await knowledge.search("how do I get a refund for a delay?", { limit: 3 });
      expect(passages[0]).toMatchObject({ article: "refund-late-tram", title: "Refund for a late tram" });
      const stored = await store.sectionsOf("refund-late-tram");
      expect(stored.map(({ section, text }) => ({ section, text }))).toContainEqual({
        section: passages[0]?.section,
        text: passages[0]?.text,
      });
      expect(revision).toBe((await store.extent()).revision);
    });

    test("a passage names the version that it was cut from", async () => {
      await storeHelp();
      const { passages } = await knowledge.search("bicycle ticket", { limit: 1 });
      expect(passages[0]?.version).toBe(await articleVersion(bicycles));
    });

    test("a word of the tags finds an article that does not use it", async () => {
      await storeHelp();
      const { passages } = await knowledge.search("umbrella", { limit: 3 });
      expect(passages[0]?.article).toBe("lost-property");
    });

    test("no more passages are returned than asked for, the best ones first", async () => {
      await storeHelp();
      const all = await knowledge.search("tram bicycle refund depot", { limit: 10 });
      expect(all.passages.length).toBeGreaterThan(2);
      const scores = all.passages.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      const two = await knowledge.search("tram bicycle refund depot", { limit: 2 });
      expect(two.passages).toEqual(all.passages.slice(0, 2));
    });

    test("what the articles speak of is answerable, what they don't is not", async () => {
      await storeHelp();
      const known = await knowledge.search("may I take a bicycle along?", { limit: 3 });
      expect(known.answerability).toBeGreaterThanOrEqual(known.threshold);
      const foreign = await knowledge.search("recommend an espresso machine with a milk frother", { limit: 3 });
      expect(foreign.answerability).toBeLessThan(foreign.threshold);
    });

    test.each(["", "   ", "?!…", "🚲🚲", '"', "'", "*", "^", "()", '""""'])(
      "%j, a question without a word, finds nothing",
      async (question) => {
        await storeHelp();
        expect(await knowledge.search(question, { limit: 3 })).toMatchObject({ passages: [], answerability: 0 });
      },
    );

    test.each([
      'bicycle" OR "depot',
      "bicycle AND",
      "NEAR(bicycle ticket, 2)",
      "title: bicycle",
      "- bicycle",
      "bicycle*",
      "{title text} : ^bicycle",
      "bicycle'); DROP TABLE sections; --",
      "NOT bicycle",
      "bicycle + ticket",
      "bicycle\u0000ticket",
      "\ud800 bicycle",
    ])("%j is only words", async (question) => {
      await storeHelp();
      const { passages } = await knowledge.search(question, { limit: 3 });
      expect(passages.map(({ article }) => article)).toContain("bicycles");
    });

    test("a very long question is still answered", async () => {
      await storeHelp();
      const { passages } = await knowledge.search(`bicycle ${"and then the driver said so ".repeat(400)}`, { limit: 3 });
      expect(passages[0]?.article).toBe("bicycles");
    });

    test("a store without articles answers with nothing", async () => {
      expect(await knowledge.search("bicycle", { limit: 3 })).toMatchObject({ passages: [], answerability: 0, revision: 0 });
    });

    test("a fresh search sees what was stored before it", async () => {
      await storeHelp();
      await knowledge.search("scooter", { limit: 1 });
      const changed = { ...bicycles, body: "Scooters travel like folding bicycles." };
      await store.import({ articles: [changed], remove: ["lost-property"], dryRun: false });
      const scooter = await knowledge.search("scooter", { limit: 1, fresh: true });
      expect(scooter.passages[0]).toMatchObject({ article: "bicycles", version: await articleVersion(changed) });
      expect(scooter.revision).toBe((await store.extent()).revision);
      const removed = await knowledge.search(lostProperty.title, { limit: 5, fresh: true });
      expect(removed.passages.map(({ article }) => article)).not.toContain("lost-property");
    });

    test("an aborted search ends with the signal's reason", async () => {
      await storeHelp();
      const reason = new Error("the turn is over");
      await expect(knowledge.search("bicycle", { limit: 1, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });
  });
}

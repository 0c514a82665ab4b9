import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex, IsolateMemory } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { ArticleDraftSchema } from "#contracts/articles";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { silentTelemetry } from "../../fakes/silent-telemetry.ts";
import { bicycles } from "../help-articles.ts";
import { knowledgeSuite } from "../knowledge.ts";
import { emptyKnowledge } from "./empty-knowledge.ts";

const database = env.DB;

async function emptyStore(): Promise<{ store: D1Articles; clock: ManualClock }> {
  await emptyKnowledge(database);
  const clock = new ManualClock("2026-11-22T10:00:00Z");
  return { store: new D1Articles({ database, clock }), clock };
}

knowledgeSuite("knowledge in D1's full-text index", async () => {
  const { store } = await emptyStore();
  return { store, knowledge: new FullTextKnowledge({ database }) };
});

knowledgeSuite("knowledge in the isolate, over D1", async () => {
  const { store, clock } = await emptyStore();
  const isolate = new IsolateIndex({ store, memory: new IsolateMemory(), clock, telemetry: silentTelemetry });
  return { store, knowledge: new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database }) }) };
});

knowledgeSuite("knowledge beyond what an isolate may hold", async () => {
  const { store, clock } = await emptyStore();
  const isolate = new IsolateIndex({
    store,
    memory: new IsolateMemory(),
    clock,
    telemetry: silentTelemetry,
    limits: { maxCharacters: -1 },
  });
  return { store, knowledge: new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database }) }) };
});

test("among more sections than can be weighed, the full-text index proposes the best ones", async () => {
  const { store } = await emptyStore();
  const passing = Array.from({ length: 100 }, (_, n) =>
    ArticleDraftSchema.parse({ id: `stop-${n}`, title: `Stop ${n}`, body: `Tickets are sold at stop ${n}, also for bicycles and prams.` }),
  );
  await store.import({ articles: passing, remove: [], dryRun: false });
  await store.import({ articles: [{ ...bicycles, id: "z-bicycles" }], remove: [], dryRun: false });
  const { passages } = await new FullTextKnowledge({ database }).search("bicycle tickets", { limit: 1 });
  expect(passages[0]?.article).toBe("z-bicycles");
});

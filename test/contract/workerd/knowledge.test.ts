import { env } from "cloudflare:workers";
import { D1Articles } from "#adapters/knowledge/d1-articles";
import { FullTextKnowledge } from "#adapters/knowledge/d1-fts";
import { IsolateIndex, IsolateMemory } from "#adapters/knowledge/isolate-index";
import { LadderedKnowledge } from "#adapters/knowledge/laddered-knowledge";
import { ManualClock } from "../../fakes/manual-clock.ts";
import { silentTelemetry } from "../../fakes/silent-telemetry.ts";
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
  const isolate = new IsolateIndex({ store, memory: new IsolateMemory(), clock, telemetry: silentTelemetry, limits: { maxCharacters: -1 } });
  return { store, knowledge: new LadderedKnowledge({ isolate, fallback: new FullTextKnowledge({ database }) }) };
});

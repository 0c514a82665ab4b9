import { ManualClock } from "../../fakes/manual-clock.ts";
import { MemoryArticles } from "../../fakes/memory-articles.ts";
import { MemoryKnowledge } from "../../fakes/memory-knowledge.ts";
import { knowledgeSuite } from "../knowledge.ts";

knowledgeSuite("knowledge in memory", async () => {
  const store = new MemoryArticles({ clock: new ManualClock("2026-11-22T10:00:00Z") });
  return { store, knowledge: new MemoryKnowledge(store) };
});

import { MemoryArticles } from "../../fakes/memory-articles.ts";
import { articleStoreSuite } from "../article-store.ts";

articleStoreSuite("articles in memory", async (clock) => new MemoryArticles({ clock }));

/** What an index costs: time to build and memory to keep, in Node, whose engine is workerd's too. */
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { articleVersion } from "#adapters/knowledge/article-version";
import type { ArticleDraft } from "#contracts/articles";
import { cutIntoSections } from "#embedded/articles/sections";
import { buildSectionIndex } from "#embedded/retrieval/section-index";

/** `heapMegabytes`: kept by index and sections together, after a full collection; 1 MB is a million bytes. */
export type IndexCost = { buildMs: number; heapMegabytes: number };

const BUILDS = 3;

export async function indexCost(articles: readonly ArticleDraft[]): Promise<IndexCost> {
  const drafts = await Promise.all(articles.map(async (draft) => ({ ...draft, version: await articleVersion(draft) })));
  const times: number[] = [];
  for (let build = 0; build < BUILDS; build += 1) {
    const sections = copyOf(drafts.flatMap((draft) => cutIntoSections(draft)));
    const startedAt = performance.now();
    buildSectionIndex(sections);
    times.push(performance.now() - startedAt);
  }
  const before = await heapAfterCollection();
  const index = buildSectionIndex(copyOf(drafts.flatMap((draft) => cutIntoSections(draft))));
  const heapMegabytes = ((await heapAfterCollection()) - before) / 1e6;
  if (index.sections.length === 0) throw new Error("nothing was indexed");
  return { buildMs: Math.min(...times), heapMegabytes };
}

/** As they come from a database: strings of their own, not slices of the articles. */
function copyOf<T>(sections: T[]): T[] {
  return structuredClone(sections);
}

async function heapAfterCollection(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  for (let round = 0; round < 3; round += 1) {
    if (typeof collect === "function") Reflect.apply(collect, undefined, []);
    await turnOfTheLoop();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

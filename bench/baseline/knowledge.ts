/** The sample desk's articles and router for a process that has no D1: the same sections, the same index, the same model. */
import { join } from "node:path";
import { readFolder } from "../../scripts/knowledge/folder.ts";
import { inRepository } from "../../scripts/repository.ts";
import { shippedRouter } from "../../eval/shipped-router.ts";
import { articleVersion } from "#adapters/knowledge/article-version";
import { cutIntoSections } from "#embedded/articles/sections";
import type { IntentModel } from "#embedded/intents/model";
import { buildSectionIndex, type SectionIndex } from "#embedded/retrieval/section-index";

export async function sampleKnowledge(): Promise<{ index: SectionIndex; model: IntentModel }> {
  const read = await readFolder(inRepository(join("support", "knowledge")));
  if (!read.ok) throw new Error(`the sample articles cannot be read: ${read.error.reason}`);
  const sections = await Promise.all(
    read.value.map(async ({ draft }) => cutIntoSections({ ...draft, version: await articleVersion(draft) })),
  );
  return { index: buildSectionIndex(sections.flat()), model: shippedRouter() };
}

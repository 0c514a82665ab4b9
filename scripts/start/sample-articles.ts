/**
 * Brings the articles of `support/knowledge` into the desk when it is new or the folder changed since. What a person removed or rewrote on
 * the running desk stays as they left it until then. A broken article stops its import, not the desk.
 */
import { join } from "node:path";
import { whenChanged } from "../build/fingerprint.ts";
import { DeskApi, DeskError } from "../knowledge/desk-api.ts";
import { importKnowledge } from "../knowledge/import.ts";
import { inRepository } from "../repository.ts";

export type Desk = { url: string; token: string; state: string };

/** Returns what there is to tell: lines, or none. */
export async function importSampleArticles({ url, token, state }: Desk): Promise<string[]> {
  const folder = inRepository("support", "knowledge");
  const told: string[] = [];
  try {
    await whenChanged({
      inputs: [folder],
      outputs: [join(state, "v3", "d1")],
      stamp: join(state, "articles.sha256"),
      run: async () => {
        const { added, changed, unchanged } = await importKnowledge({ folder, url, token, onWarning: (line) => told.push(line) });
        told.push(`Articles: ${added} added, ${changed} changed, ${unchanged} as they were.`);
      },
    });
    // The local queue forgets when it ends; what it forgot is sent again.
    const queued = await new DeskApi({ url, token }).resumeVectors();
    if (queued > 0) told.push(`Vectors of ${queued} articles are being made: npm run knowledge -- vectors shows how far.`);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    told.push(error.message, "The articles were not imported; the desk runs with those that it has.");
  }
  return told;
}

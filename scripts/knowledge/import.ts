/**
 * Brings a folder of articles into a running desk. Only what changed is sent, in requests of bounded size; an import that breaks off leaves
 * whole articles behind, and the next one carries on from there. Nothing is sent when any file is broken.
 */
import { instructionWarnings } from "#adapters/knowledge/instruction-warnings";
import { chunksOf } from "./chunks.ts";
import { DeskApi, DeskError } from "./desk-api.ts";
import { describeDifference, difference } from "./difference.ts";
import { danglingLinks, explainFolder, readFolder } from "./folder.ts";

export type ImportOptions = {
  folder: string;
  /** Of the desk, such as "http://localhost:8787". */
  url: string;
  token: string;
  /** Remove articles that are stored and not in the folder. */
  prune?: boolean;
  dryRun?: boolean;
  signal?: AbortSignal;
  /** Takes the difference, line by line. */
  onLine?: (line: string) => void;
  /** Takes warnings: `file:line: warning: …` of a link, `article: warning: …` of what an article says. */
  onWarning?: (line: string) => void;
  /** Called after each request. */
  onProgress?: (done: number, total: number) => void;
};

export type Imported = { added: number; changed: number; unchanged: number; removed: number; dryRun: boolean };

/** Throws a `DeskError` with a sentence for the person. */
export async function importKnowledge(options: ImportOptions): Promise<Imported> {
  const { folder, url, token, prune = false, dryRun = false, signal } = options;
  const read = await readFolder(folder);
  if (!read.ok) throw new DeskError(explainFolder(read.error));
  const desk = new DeskApi({ url, token, signal });
  const found = await difference(
    read.value.map(({ draft }) => draft),
    await desk.list(),
  );
  const staying = new Set(prune ? [] : found.gone.map(({ id }) => id));
  for (const warning of danglingLinks(read.value, staying)) options.onWarning?.(warning);
  for (const line of describeDifference(found, prune)) options.onLine?.(line);
  const removing = prune ? found.gone.map(({ id }) => id) : [];
  const sums = { added: found.added.length, changed: found.changed.length, unchanged: found.unchanged, removed: removing.length, dryRun };
  const sent = [...found.added, ...found.changed];
  const warnings = dryRun ? instructionWarnings(sent) : await send(desk, sent, removing, options);
  for (const warning of warnings) options.onWarning?.(explained(warning));
  return sums;
}

type Warnings = ReturnType<typeof instructionWarnings>;

/** Additions go before removals, so that at no moment an answer is missing that is there before and after. @returns what the desk warns of. */
async function send(
  desk: DeskApi,
  drafts: Parameters<typeof chunksOf>[0],
  removing: readonly string[],
  options: ImportOptions,
): Promise<Warnings> {
  const warnings: Warnings = [];
  const total = drafts.length + removing.length;
  let done = 0;
  const one = async (change: Parameters<DeskApi["import"]>[0]): Promise<void> => {
    try {
      warnings.push(...(await desk.import(change)).warnings);
    } catch (error) {
      if (!(error instanceof DeskError) || done === 0) throw error;
      throw new DeskError(`${error.message}\n${done} of ${total} changes are stored. Run the command again: it carries on from there.`);
    }
    done += change.articles.length + change.remove.length;
    options.onProgress?.(done, total);
  };
  for (const articles of chunksOf(drafts)) await one({ articles, remove: [] });
  for (let at = 0; at < removing.length; at += MAX_REMOVALS) await one({ articles: [], remove: removing.slice(at, at + MAX_REMOVALS) });
  return warnings;
}

const explained = ({ article, reasons }: Warnings[number]): string =>
  `${article}: warning: looks like it carries instructions to the assistant (${reasons.join(", ").replaceAll("_", " ")}); read it before customers do`;

/** Ids a request may remove (ArticleImportSchema). */
const MAX_REMOVALS = 5_000;

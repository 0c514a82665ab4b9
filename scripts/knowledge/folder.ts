/**
 * A folder of Markdown files, read as articles. One broken file makes the whole folder unreadable: half a knowledge base is worse than
 * yesterday's. Files and folders whose name begins with "." are passed over.
 */
import { readFile, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { fail, ok, type Result } from "#domain/result";
import { readArticle, type ArticleFile, type Finding } from "#browser/article-file/read-article";

/** `file`: as a person would type it, from where the command runs. */
export type FoundArticle = ArticleFile & { file: string };

export type UnreadableFolder =
  | { reason: "no_folder"; folder: string }
  | { reason: "no_articles"; folder: string }
  | { reason: "broken_files"; errors: string[] };

/** Articles by file name. `errors` are lines of the form `file:line: what`. */
export async function readFolder(folder: string): Promise<Result<FoundArticle[], UnreadableFolder>> {
  const files = await markdownFiles(folder);
  if (files === null) return fail({ reason: "no_folder", folder });
  if (files.length === 0) return fail({ reason: "no_articles", folder });
  const articles: FoundArticle[] = [];
  const errors: string[] = [];
  for (const file of files) {
    const read = readArticle(await readFile(file));
    const name = relative(process.cwd(), file);
    if (read.ok) articles.push({ ...read.value, file: name });
    else errors.push(...read.error.findings.map((finding) => lineOf(name, finding)));
  }
  errors.push(...sharedIds(articles));
  return errors.length > 0 ? fail({ reason: "broken_files", errors }) : ok(articles);
}

/** What a person reads when a folder cannot be imported. */
export function explainFolder(error: UnreadableFolder): string {
  switch (error.reason) {
    case "no_folder":
      return `${error.folder}: there is no such folder`;
    case "no_articles":
      return `${error.folder}: there is no article in this folder (a file whose name ends in .md)`;
    case "broken_files":
      return `${error.errors.join("\n")}\nNothing was sent.`;
  }
}

/** Links to articles that are neither in the folder nor otherwise known. They are worth a warning, not a refusal. */
export function danglingLinks(articles: readonly FoundArticle[], otherwiseKnown: ReadonlySet<string>): string[] {
  const known = new Set(articles.map(({ draft }) => draft.id));
  return articles.flatMap(({ file, links }) =>
    links
      .filter(({ target }) => !known.has(target) && !otherwiseKnown.has(target))
      .map(({ line, target }) => lineOf(file, { line, what: `warning: links to "article:${target}", and there is no such article` })),
  );
}

const lineOf = (file: string, { line, what }: Finding): string => `${file}:${line}: ${what}`;

/** Every .md file below the folder, sorted; null when it is no folder. */
async function markdownFiles(folder: string): Promise<string[] | null> {
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) return null;
  const entries = await readdir(folder, { recursive: true });
  const visible = entries.filter((path) => /\.md$/i.test(path) && !/(?:^|[\\/])\./.test(path));
  return visible.sort().map((path) => join(folder, path));
}

function sharedIds(articles: readonly FoundArticle[]): string[] {
  const first = new Map<string, string>();
  const errors: string[] = [];
  for (const { draft, file } of articles) {
    const other = first.get(draft.id);
    if (other === undefined) first.set(draft.id, file);
    else errors.push(`${file}:1: the id "${draft.id}" is already used by ${other}`);
  }
  return errors;
}

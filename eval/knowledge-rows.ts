/** Articles, questions and foreign messages as files hold them, and the index that the desk would build of those articles. */

import { readFileSync, statSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { cutIntoSections, type ArticleSource } from "#embedded/articles/sections";
import { buildSectionIndex, type SectionIndex } from "#embedded/retrieval/section-index";
import { explainFolder, readFolder } from "../scripts/knowledge/folder.ts";
import { InputError, type Arguments, type Evaluation, type EvaluationIo } from "./evaluation.ts";
import { readRows, type Row } from "./input.ts";

const IdSchema = z.union([z.string(), z.number()]).transform(String);
const WordsSchema = z.union([z.array(z.string()), z.string().transform((text) => [text])]).nullish();

const DocumentSchema = z.object({
  id: IdSchema,
  title: z.string().nullish(),
  summary: z.string().nullish(),
  tags: WordsSchema,
  body: z.string(),
});
const QuestionSchema = z.object({
  qid: IdSchema.optional(),
  query: z.string(),
  relevant: z.union([z.array(IdSchema), IdSchema.transform((id) => (id === "" ? [] : [id]))]).nullish(),
});
const ForeignSchema = z.object({ text: z.string() });
const SynonymsSchema = z.object({ groups: z.array(z.array(z.string())) });

export type Question = { qid: string; query: string; relevant: string[] };
export type BuiltIndex = { index: SectionIndex; ids: ReadonlySet<string>; seconds: number };

/** Options of every evaluation that searches articles. */
export const documentOptions: Evaluation["options"] = {
  docs: {
    type: "string",
    value: "PATH",
    required: true,
    help: "articles: rows of {id, title, body} and, if there are, summary, tags; or a folder of Markdown files",
  },
  synonyms: { type: "string", value: "FILE", help: "the desk's own synonyms, as in support/synonyms.yaml" },
};

/** Reads the articles, cuts them and builds the index; `seconds` is the time of the cutting and building. */
export async function indexDocuments(args: Arguments, io: EvaluationIo): Promise<BuiltIndex> {
  const path = args.text("docs");
  const articles = isFolder(path) ? await articlesOfFolder(path) : articlesOfFile(path);
  const synonyms = readSynonyms(args.optionalText("synonyms"));
  const startMs = performance.now();
  const sections = articles.flatMap((article, done) => {
    io.progress(done, articles.length, "Cutting articles");
    return cutIntoSections(article);
  });
  const index = buildSectionIndex(sections, { synonyms });
  return { index, ids: new Set(articles.map(({ id }) => id)), seconds: (performance.now() - startMs) / 1000 };
}

/** Questions in the order of the file; one without an id is called by its line. */
export function readQuestions(file: string): Row<Question>[] {
  const rows = readRows(file, QuestionSchema, { qid: ["id"], query: ["question", "text"], relevant: ["article", "articles"] });
  return rows.map(({ line, value: { qid, query, relevant } }) => ({
    line,
    value: { qid: qid ?? String(line), query, relevant: relevant ?? [] },
  }));
}

const namedAtMost = 5;

/** A remark on articles that questions name and the documents don't have. */
export function missingArticles(questions: readonly Row<Question>[], ids: ReadonlySet<string>, consequence: string): string[] {
  const missing = questions.flatMap(({ line, value }) => value.relevant.filter((id) => !ids.has(id)).map((id) => `line ${line}: "${id}"`));
  if (missing.length === 0) return [];
  const named = `${missing.slice(0, namedAtMost).join(", ")}${missing.length > namedAtMost ? ", …" : ""}`;
  const counted = missing.length === 1 ? "1 relevant article is" : `${missing.length} relevant articles are`;
  return [`${counted} not among the documents; ${consequence} (${named})`];
}

export function readForeign(file: string): string[] {
  return readRows(file, ForeignSchema, { text: ["query", "question", "message"] }).map(({ value }) => value.text);
}

function articlesOfFile(file: string): ArticleSource[] {
  const rows = readRows(file, DocumentSchema, { title: ["name"], summary: ["intro", "description"], body: ["text", "content"] });
  const ids = new Set<string>();
  return rows.map(({ line, value: { id, title, summary, tags, body } }) => {
    if (ids.has(id)) throw new InputError(`${file}:${line}: a second article with the id "${id}"; expected each id once`);
    ids.add(id);
    return { id, version: "", title: title ?? "", summary: summary ?? "", tags: tags ?? [], body };
  });
}

async function articlesOfFolder(folder: string): Promise<ArticleSource[]> {
  const read = await readFolder(folder);
  if (!read.ok) throw new InputError(explainFolder(read.error));
  return read.value.map(({ draft }) => ({ ...draft, version: "" }));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readSynonyms(file: string | undefined): string[][] {
  if (file === undefined) return [];
  try {
    return SynonymsSchema.parse(parse(readFileSync(file, "utf8"))).groups;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
    throw new InputError(`${file}: cannot be read as synonyms, "groups: [[word, word], …]" (${why})`);
  }
}

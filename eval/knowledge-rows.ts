/** Articles, questions and foreign messages as files hold them, and the index that the desk would build of those articles. */

import { z } from "zod";
import { cutIntoSections } from "#embedded/articles/sections";
import { buildSectionIndex, type SectionIndex } from "#embedded/retrieval/section-index";
import { InputError, type EvaluationIo } from "./evaluation.ts";
import { readRows, type Row } from "./input.ts";

const IdSchema = z.union([z.string(), z.number()]).transform(String);
const WordsSchema = z.union([z.array(z.string()), z.string().transform((text) => [text])]).nullish();

const DocumentSchema = z.object({ id: IdSchema, title: z.string().nullish(), summary: z.string().nullish(), tags: WordsSchema, body: z.string() });
const QuestionSchema = z.object({
  qid: IdSchema.optional(),
  query: z.string(),
  relevant: z.union([z.array(IdSchema), IdSchema.transform((id) => (id === "" ? [] : [id]))]).nullish(),
});
const ForeignSchema = z.object({ text: z.string() });

export type Question = { qid: string; query: string; relevant: string[] };
export type BuiltIndex = { index: SectionIndex; ids: ReadonlySet<string>; seconds: number };

/** Reads the articles, cuts them and builds the index; `seconds` is the time of the cutting and building. */
export function indexDocuments(file: string, io: EvaluationIo): BuiltIndex {
  const rows = readRows(file, DocumentSchema, { title: ["name"], summary: ["intro", "description"], body: ["text", "content"] });
  const ids = new Set<string>();
  for (const { line, value } of rows) {
    if (ids.has(value.id)) throw new InputError(`${file}:${line}: a second article with the id "${value.id}"; expected each id once`);
    ids.add(value.id);
  }
  const startMs = performance.now();
  const sections = rows.flatMap(({ value: { id, title, summary, tags, body } }, done) => {
    io.progress(done, rows.length, "Cutting articles");
    return cutIntoSections({ id, version: "", title: title ?? "", summary: summary ?? "", tags: tags ?? [], body });
  });
  const index = buildSectionIndex(sections);
  return { index, ids, seconds: (performance.now() - startMs) / 1000 };
}

/** Questions in the order of the file; one without an id is called by its line. */
export function readQuestions(file: string): Row<Question>[] {
  const rows = readRows(file, QuestionSchema, { qid: ["id"], query: ["question", "text"], relevant: ["article", "articles"] });
  return rows.map(({ line, value: { qid, query, relevant } }) => ({ line, value: { qid: qid ?? String(line), query, relevant: relevant ?? [] } }));
}

export function readForeign(file: string): Row<{ text: string }>[] {
  return readRows(file, ForeignSchema, { text: ["query", "question", "message"] });
}

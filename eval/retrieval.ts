/**
 * Does a question find its article? Articles are cut and indexed as the Worker does it, every question is searched, and the order of the
 * articles is compared with those that answer it. A question whose article isn't among the documents counts as not found, and is named.
 */

import { searchSections } from "#embedded/retrieval/search";
import { InputError, type Evaluation } from "./evaluation.ts";
import { measured, percentile } from "./figures.ts";
import type { Row } from "./input.ts";
import { documentOptions, indexDocuments, missingArticles, readQuestions, type Question } from "./knowledge-rows.ts";
import { hitAt, mrrAt, ndcgAt, recallAt, type RankedList } from "./ranking-figures.ts";
import { figure } from "./report.ts";

const RANKS = 10;

export const retrieval: Evaluation = {
  name: "retrieval",
  usage: "does a question find its article? Prediction: {qid, ids: [best first]}",
  options: {
    ...documentOptions,
    queries: { type: "string", value: "FILE", required: true, help: "questions: {qid, query, relevant: [article id]}" },
  },
  async run(args, io) {
    const questions = readQuestions(args.text("queries"));
    const { index, ids, seconds } = await indexDocuments(args, io);
    const lists: RankedList[] = [];
    const durationsMs: number[] = [];
    for (const [done, { value }] of questions.entries()) {
      io.progress(done, questions.length, "Searching");
      const startMs = performance.now();
      const found = searchSections(index, value.query, { limit: RANKS }).map((passage) => passage.article);
      durationsMs.push(performance.now() - startMs);
      io.predict({ qid: value.qid, ids: found });
      if (value.relevant.length > 0) lists.push({ ids: found, relevant: value.relevant });
    }
    if (lists.length === 0)
      throw new InputError(`${args.text("queries")}: no question names a relevant article; expected "relevant": ["article id"]`);
    return {
      n: { articles: ids.size, sections: index.sections.length, questions: lists.length },
      figures: [
        figure("mrr10", "MRR@10", "score", mrrAt(RANKS, lists)),
        ...[1, 3, 5, RANKS].map((rank) => figure(`hit${rank}`, `hit@${rank}`, "share", hitAt(rank, lists))),
        figure("recall10", "recall@10", "share", recallAt(RANKS, lists)),
        figure("ndcg10", "nDCG@10", "score", ndcgAt(RANKS, lists)),
        figure("indexSeconds", "cutting and indexing", "seconds", measured(seconds)),
        figure("queryP50Ms", "a query, p50", "milliseconds", percentile(durationsMs, 50)),
        figure("queryP99Ms", "a query, p99", "milliseconds", percentile(durationsMs, 99)),
      ],
      notes: [...missingArticles(questions, ids, "counted as not found"), ...unanswerable(questions)],
    };
  },
};

function unanswerable(questions: readonly Row<Question>[]): string[] {
  const count = questions.filter(({ value }) => value.relevant.length === 0).length;
  return count === 0 ? [] : [`${count} questions name no relevant article; they were searched but are in no figure`];
}

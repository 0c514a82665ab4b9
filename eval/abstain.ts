/**
 * Does the desk know what it doesn't know? Questions that the articles answer are scored beside messages that they can't answer; the score is
 * the one that the desk compares with its threshold before it answers.
 */

import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import type { Evaluation } from "./evaluation.ts";
import { auroc, falseAlarmsAtRecall, share } from "./figures.ts";
import { documentOptions, indexDocuments, missingArticles, readForeign, readQuestions } from "./knowledge-rows.ts";
import { figure } from "./report.ts";

const ANSWERED = 0.9;

export const abstain: Evaluation = {
  name: "abstain",
  usage: "does the desk say so when its articles have no answer? Prediction: {score}, questions first, then foreign messages",
  options: {
    ...documentOptions,
    queries: {
      type: "string",
      value: "FILE",
      required: true,
      help: "questions that the articles answer: {query}; where some name an article, those that name none count as foreign",
    },
    foreign: { type: "string", value: "FILE", help: "messages that they can't answer: {text}" },
  },
  async run(args, io) {
    const rows = readQuestions(args.text("queries"));
    const questions = rows.map(({ value }) => value);
    const foreignFile = args.optionalText("foreign");
    const foreign = foreignFile === undefined ? [] : readForeign(foreignFile);
    const { index, ids } = await indexDocuments(args, io);
    const naming = questions.some(({ relevant }) => relevant.length > 0);
    const messages = [...questions.map(({ query }) => query), ...foreign];
    const known = messages.map((_, row) => row < questions.length && (!naming || (questions[row]?.relevant.length ?? 0) > 0));
    const scores = messages.map((text, done) => {
      io.progress(done, messages.length, "Searching");
      const score = answerability(index, text, searchSections(index, text));
      io.predict({ score });
      return score;
    });
    const count = (wanted: boolean): number => known.filter((own) => own === wanted).length;
    const answered = (wanted: boolean): number => scores.filter((score, row) => known[row] === wanted && score >= ANSWERABLE_FROM).length;
    return {
      n: { articles: ids.size, questions: count(true), foreign: count(false) },
      figures: [
        figure("auroc", "AUROC", "score", auroc(known, scores)),
        figure("falseAnswersAt90", "false answers at 90 % answered", "share", falseAlarmsAtRecall(known, scores, ANSWERED)),
        figure(
          "answeredAtDefault",
          `answered at the default threshold, ${ANSWERABLE_FROM}`,
          "share",
          share(answered(true), count(true), "no questions"),
        ),
        figure("falseAnswersAtDefault", "false answers there", "share", share(answered(false), count(false), "no foreign messages")),
      ],
      notes: missingArticles(rows, ids, "counted as answerable all the same"),
    };
  },
};

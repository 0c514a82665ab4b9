/**
 * Does the desk know what it doesn't know? Questions that the articles answer are scored beside messages that they can't answer; the score is
 * the one that the desk compares with its threshold before it answers.
 */

import { ANSWERABLE_FROM, answerability } from "#embedded/retrieval/answerability";
import { searchSections } from "#embedded/retrieval/search";
import type { Evaluation } from "./evaluation.ts";
import { auroc, falseAlarmsAtRecall, share } from "./figures.ts";
import { indexDocuments, readForeign, readQuestions } from "./knowledge-rows.ts";
import { figure } from "./report.ts";

const ANSWERED = 0.9;

export const abstain: Evaluation = {
  name: "abstain",
  usage: "does the desk say so when its articles have no answer? Prediction: {score}, questions first, then foreign messages",
  options: {
    docs: { type: "string", value: "FILE", required: true, help: "articles: {id, title, body} and, if there are, summary, tags" },
    queries: { type: "string", value: "FILE", required: true, help: "questions that the articles answer: {query}" },
    foreign: { type: "string", value: "FILE", required: true, help: "messages that they can't answer: {text}" },
  },
  async run(args, io) {
    const questions = readQuestions(args.text("queries")).map(({ value }) => value.query);
    const foreign = readForeign(args.text("foreign")).map(({ value }) => value.text);
    const { index, ids } = indexDocuments(args.text("docs"), io);
    const messages = [...questions, ...foreign];
    const scores = messages.map((text, done) => {
      io.progress(done, messages.length, "Searching");
      const score = answerability(index, text, searchSections(index, text));
      io.predict({ score });
      return score;
    });
    const known = messages.map((_, row) => row < questions.length);
    const answered = (wanted: boolean): number => scores.filter((score, row) => known[row] === wanted && score >= ANSWERABLE_FROM).length;
    return {
      n: { articles: ids.size, questions: questions.length, foreign: foreign.length },
      figures: [
        figure("auroc", "AUROC", "score", auroc(known, scores)),
        figure("falseAnswersAt90", "false answers at 90 % answered", "share", falseAlarmsAtRecall(known, scores, ANSWERED)),
        figure("answeredAtDefault", `answered at the default threshold, ${ANSWERABLE_FROM}`, "share", share(answered(true), questions.length, "no questions")),
        figure("falseAnswersAtDefault", "false answers there", "share", share(answered(false), foreign.length, "no foreign messages")),
      ],
    };
  },
};

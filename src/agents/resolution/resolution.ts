/**
 * The resolution agent: an answer out of the passages, each sentence with its source, or out of a tool, or the honest word that there is none. It never
 * says what neither of them says, and it does nothing: what a tool would write is a card for the customer.
 */
import { extractAnswer } from "#embedded/answers/extract";
import type { ModelPorts } from "#ports/models";
import type { TurnTools } from "#ports/tools";
import type { Agent } from "../agent.ts";
import { policies } from "../policies.ts";
import { type Resolution, type ResolutionInput, ResolutionInputSchema, ResolutionSchema } from "./contract.ts";
import { generateAnswer } from "./generate.ts";
import { answerByTool } from "./tool-answer.ts";
import { piecesOf } from "./pieces.ts";

export { type Resolution, ResolutionSchema } from "./contract.ts";

/** `models`, `tools`: absent on a desk that has none. */
export type ResolutionPorts = { models?: ModelPorts | undefined; tools?: TurnTools | undefined };

const unanswered = (confidence: number): Resolution => ({ answered: false, text: "", citations: [], confidence });

export const resolutionAgent: Agent<ResolutionInput, Resolution, ResolutionPorts> = {
  name: "resolution",
  description: "Answers a question from numbered passages with citations, or says that they do not answer it.",
  effect: "read",
  input: ResolutionInputSchema,
  output: ResolutionSchema,
  policy: policies.resolution,
  rungs: [
    {
      name: "model",
      available: ({ models }) => models?.has("resolution") === true,
      run(input, { models, tools }, context) {
        if (!models) throw new Error("this rung needs models");
        return generateAnswer(input, { models, tools }, context);
      },
    },
    {
      name: "embedded",
      async run({ question, findings }, { tools }, { status, delta, signal }) {
        const byTool = tools && (await answerByTool(question, tools, signal));
        if (byTool) {
          for (const piece of piecesOf(byTool.text)) delta(piece);
          return byTool;
        }
        if (findings.answerability < findings.threshold) return unanswered(findings.answerability);
        status("writing");
        const answer = extractAnswer(question, findings.passages);
        if (!answer) return unanswered(findings.answerability);
        for (const piece of piecesOf(answer.text)) delta(piece);
        return { answered: true, text: answer.text, citations: [...answer.citations], confidence: findings.answerability };
      },
    },
  ],
};

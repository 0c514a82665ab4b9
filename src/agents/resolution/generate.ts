/**
 * The model rung of the resolution agent: a streamed answer over the numbered passages, checked while it streams. A model that fails, at once or in mid-sentence, hands over to the next one of the
 * ladder, whose text replaces what was shown; when none is left, the rung below answers.
 */
import type { Citation, Passage } from "#domain/knowledge";
import { articlePath } from "#embedded/answers/extract";
import { sentencesOf } from "#embedded/answers/sentences";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";
import { type AgentModel, ModelFailure, type ModelPorts } from "#ports/models";
import type { AgentContext } from "../agent.ts";
import { type Checked, CheckedAnswer } from "./checked-answer.ts";
import { Grounds } from "./grounding.ts";
import { type PromptFacts, promptVersion, resolutionPrompt, systemText } from "./prompt.ts";
import type { Resolution, ResolutionInput } from "./contract.ts";

/** Below this share of the threshold no passage is near enough to spend a call on, unless its meaning is. */
const worthAskingShare = 0.6;

export async function generateAnswer(input: ResolutionInput, models: ModelPorts, context: AgentContext): Promise<Resolution> {
  const { question, findings, history } = input;
  const unanswered: Resolution = { answered: false, text: "", citations: [], confidence: findings.answerability };
  const worthAsking = findings.near === true || findings.answerability >= worthAskingShare * findings.threshold;
  if (findings.passages.length === 0 || !worthAsking) return unanswered;
  const { instructions } = models;
  const facts: PromptFacts = {
    question,
    passages: findings.passages,
    history,
    instructions,
    maxTokens: models.maxInputTokens("resolution"),
  };
  const grounds = new Grounds({
    passages: findings.passages,
    allowedLinkHosts: instructions.allowedLinkHosts,
    instructions: systemText(instructions),
  });
  const scope = { signal: context.signal, prompt: promptVersion, record: context.called };
  context.status("writing");
  let failure = new ModelFailure("unavailable");
  for (const rung of models.ladder("resolution", scope)) {
    context.restart();
    try {
      const checked = await write(rung, facts, grounds, context);
      if (checked.abstained) return unanswered;
      if (checked.sentences.some(({ marks }) => marks.length > 0)) return resolved(checked, findings.passages);
      rung.reject();
      failure = new ModelFailure("invalid_output");
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      failure = error;
    }
    context.signal.throwIfAborted();
  }
  throw failure;
}

async function write(rung: AgentModel, facts: PromptFacts, grounds: Grounds, { delta, restart, signal }: AgentContext): Promise<Checked> {
  const { stream } = await rung.model.doStream({
    prompt: resolutionPrompt(facts),
    maxOutputTokens: rung.maxOutputTokens,
    temperature: 0,
    abortSignal: signal,
  });
  const answer = new CheckedAnswer({ grounds, emit: delta, restart });
  for await (const part of stream) {
    if (part.type === "text-delta") answer.write(part.delta);
    else if (part.type === "error") throw part.error;
    else if (part.type === "finish") return answer.end(part.finishReason.unified !== "length");
  }
  throw new ModelFailure("cut");
}

function resolved({ text, sentences }: Checked, passages: readonly Passage[]): Resolution {
  const said = sentences.filter(({ marks }) => marks.length > 0);
  const numbers = [...new Set(said.flatMap(({ marks }) => marks))].toSorted((a, b) => a - b);
  const citations = numbers.flatMap((n): Citation[] => {
    const passage = passages[n - 1];
    if (!passage) return [];
    const words = said.filter(({ marks }) => marks.includes(n)).map((sentence) => sentence.text);
    const { article, version, section, title } = passage;
    return [{ n, article, version, section, title, quote: quoteFor(words.join(" "), passage.text), url: articlePath(passage) }];
  });
  const support = said.reduce((total, sentence) => total + sentence.support, 0) / said.length;
  return { answered: true, text, citations, confidence: Math.min(1, support) };
}

/** The sentence of the passage that has most of the words, word for word. */
function quoteFor(answer: string, passage: string): string {
  const stems = new Set(wordsOf(answer).map(stemOf));
  let [best, most] = ["", -1];
  for (const sentence of passage.split("\n").flatMap(sentencesOf)) {
    const hits = new Set(
      wordsOf(sentence)
        .map(stemOf)
        .filter((stem) => stems.has(stem)),
    ).size;
    if (hits > most) [best, most] = [sentence, hits];
  }
  return best;
}

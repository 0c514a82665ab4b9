/**
 * The model rung of the resolution agent: a streamed answer over the numbered passages, checked while it streams. A model that fails, at once or in mid-sentence, hands over to the next one of the
 * ladder, whose text replaces what was shown; when none is left, the rung below answers. Where the desk has tools, the model may look things up on the way.
 */
import type { LanguageModelV4FunctionTool, LanguageModelV4Prompt, LanguageModelV4ToolCall } from "@ai-sdk/provider";
import type { Citation, Passage } from "#domain/knowledge";
import { articlePath } from "#embedded/answers/extract";
import { sentencesOf } from "#embedded/answers/sentences";
import { stemOf } from "#embedded/retrieval/stem";
import { wordsOf } from "#embedded/retrieval/words";
import { type AgentModel, ModelFailure, type ModelPorts } from "#ports/models";
import type { TurnTools } from "#ports/tools";
import type { AgentContext } from "../agent.ts";
import { type Checked, CheckedAnswer } from "./checked-answer.ts";
import { type Fact, Grounds, type GroundsOptions } from "./grounding.ts";
import { stands } from "./judge.ts";
import { type PromptFacts, promptVersion, resolutionPrompt, systemText } from "./prompt.ts";
import type { Resolution, ResolutionInput } from "./contract.ts";
import { callTools, mostRounds, offered } from "./tool-loop.ts";

/** Below this share of the threshold no passage is near enough to spend a call on, unless its meaning is. */
const worthAskingShare = 0.6;

/** `tools`: absent on a desk that has none. */
export type GeneratePorts = { models: ModelPorts; tools?: TurnTools | undefined };

export async function generateAnswer(input: ResolutionInput, { models, tools }: GeneratePorts, context: AgentContext): Promise<Resolution> {
  const { question, findings, history } = input;
  const unanswered: Resolution = { answered: false, text: "", citations: [], confidence: findings.answerability };
  const worthAsking = findings.near === true || findings.answerability >= worthAskingShare * findings.threshold;
  const near = findings.passages.length > 0 && worthAsking;
  if (!near && !tools) return unanswered;
  const { instructions } = models;
  const hasTools = tools !== undefined;
  const passages = near ? findings.passages : [];
  const facts: PromptFacts = { question, passages, history, instructions, maxTokens: models.maxInputTokens("resolution"), hasTools };
  const scope = { signal: context.signal, prompt: promptVersion, record: context.called };
  context.status("writing");
  let failure = new ModelFailure("unavailable");
  for (const rung of models.ladder("resolution", scope)) {
    context.restart();
    const grounds = groundsOf({ passages, ...instructions, instructions: systemText(instructions, hasTools) });
    try {
      const written = await write(rung, facts, grounds, tools, context);
      if ("ended" in written) return written.ended;
      const { checked, lastFact } = written;
      const isGrounded = checked.sentences.some(({ marks }) => marks.length > 0);
      // What a tool said is not in the passages that a judge reads.
      if (isGrounded && (lastFact !== null || (await stands(checked, passages, models, context)))) return resolved(checked, passages);
      // The model had the answer in its hands and said it so that nobody can check it: then the tool's own words.
      if (lastFact !== null) return toolWords(lastFact.text, context);
      if (checked.abstained) return unanswered;
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

/** Made once the model has been asked: reading the passages takes as long as routing the question, and is not waited for. */
function groundsOf(options: GroundsOptions): () => Grounds {
  let made: Grounds | undefined;
  return () => (made ??= new Grounds(options));
}

function toolWords(text: string, { restart, delta }: AgentContext): Resolution {
  restart();
  delta(text);
  return { answered: true, text, citations: [], confidence: 1 };
}

type Written = { ended: Resolution } | { checked: Checked; lastFact: Fact | null };

/** Asks, lets the model call tools, and asks again until it answers. */
async function write(
  rung: AgentModel,
  facts: PromptFacts,
  grounds: () => Grounds,
  tools: TurnTools | undefined,
  context: AgentContext,
): Promise<Written> {
  const prompt = resolutionPrompt(facts);
  let lastFact: Fact | null = null;
  for (let round = 1; ; round++) {
    const offers = tools && round < mostRounds ? offered(tools.tools) : [];
    const { checked, calls } = await ask(rung, prompt, offers, grounds, context);
    if (!tools || calls.length === 0 || offers.length === 0) return { checked, lastFact };
    // What was said on the way to a tool is no answer.
    context.restart();
    const called = await callTools(calls, tools, context.signal);
    if (called.ended) {
      context.delta(called.ended.text);
      return called;
    }
    for (const fact of called.told) grounds().learn(fact);
    lastFact = called.told.at(-1) ?? lastFact;
    prompt.push(...called.messages);
  }
}

async function ask(
  { model, maxOutputTokens }: AgentModel,
  prompt: LanguageModelV4Prompt,
  offers: LanguageModelV4FunctionTool[],
  grounds: () => Grounds,
  { delta, restart, signal }: AgentContext,
): Promise<{ checked: Checked; calls: LanguageModelV4ToolCall[] }> {
  const choice = offers.length > 0 ? { tools: offers, toolChoice: { type: "auto" as const } } : {};
  const { stream } = await model.doStream({ prompt: [...prompt], maxOutputTokens, temperature: 0, abortSignal: signal, ...choice });
  const answer = new CheckedAnswer({ grounds: grounds(), emit: delta, restart });
  const calls: LanguageModelV4ToolCall[] = [];
  for await (const part of stream) {
    if (part.type === "text-delta") answer.write(part.delta);
    else if (part.type === "tool-call") calls.push(part);
    else if (part.type === "error") throw part.error;
    else if (part.type === "finish") return { checked: answer.end(part.finishReason.unified !== "length"), calls };
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

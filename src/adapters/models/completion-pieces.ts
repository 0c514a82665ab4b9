/**
 * A chat completion in pieces (https://platform.openai.com/docs/api-reference/chat-streaming): what they say, as parts of the AI SDK, and in the end the completion as a server gives it that does not stream, which the
 * provider understands.
 */
import { InvalidResponseDataError, type LanguageModelV4GenerateResult, type LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { z } from "zod";
import { jsonIn } from "#domain/json";
import { ModelFailure } from "#ports/models";
import { ToolCallPieceSchema, ToolCallPieces } from "./tool-call-pieces.ts";

/** Some models that think aloud write a list of kinds of text. */
const ContentSchema = z.union([z.string(), z.array(z.object({ type: z.string(), text: z.string().optional() }))]);

const PieceSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: ContentSchema.nullish(),
            refusal: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            tool_calls: z.array(ToolCallPieceSchema).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
});

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null;

/** The words of a piece that has nothing else to say, as nearly all are; null for any other, which its schema reads. The schema takes 2 KB for each of the fifty pieces of an answer, a sixth of all that a message allocates. */
function wordsAlone(sent: unknown): string | null {
  if (!isPlain(sent) || (sent["usage"] ?? sent["error"] ?? null) !== null) return null;
  if (!Array.isArray(sent["choices"]) || sent["choices"].length !== 1) return null;
  const choice: unknown = sent["choices"][0];
  if (!isPlain(choice) || (choice["finish_reason"] ?? null) !== null || !isPlain(choice["delta"])) return null;
  const isAlone = Object.entries(choice["delta"]).every(([key, value]) => key === "content" || key === "role" || value === null);
  const { content } = choice["delta"];
  return isAlone && typeof content === "string" ? content : null;
}

/** What the provider makes of a whole completion. Rejects when it is none. */
export type ConvertCompletion = (completion: unknown) => PromiseLike<Pick<LanguageModelV4GenerateResult, "finishReason" | "usage">>;

export class CompletionPieces {
  /** Pieces of the answer so far. */
  count = 0;
  readonly #convert: ConvertCompletion;
  readonly #called: LanguageModelV4StreamPart[] = [];
  readonly #calls = new ToolCallPieces((part) => this.#called.push(part));
  #text = "";
  #thought = "";
  #refusal = "";
  #finishReason: string | null = null;
  #usage: unknown;

  constructor(convert: ConvertCompletion) {
    this.#convert = convert;
  }

  /** The model has ended: nothing is left but the books. */
  get isFinished(): boolean {
    return this.#finishReason !== null;
  }

  /** @param data of one event. Throws `ModelFailure`. */
  take(data: string): void {
    const sent = jsonIn(data);
    const words = wordsAlone(sent);
    if (words !== null) {
      this.count += 1;
      this.#text += words;
      return;
    }
    const piece = PieceSchema.safeParse(sent).data;
    if (!piece) throw new ModelFailure("invalid_output");
    if ((piece.error ?? null) !== null) throw new ModelFailure("unavailable");
    this.#usage = piece.usage ?? this.#usage;
    const [choice] = piece.choices;
    this.#finishReason = choice?.finish_reason ?? this.#finishReason;
    if (!choice?.delta) return;
    const { content, refusal, reasoning, reasoning_content, tool_calls } = choice.delta;
    this.count += 1;
    this.#text += textOf(content ?? "") + (refusal ?? "");
    this.#refusal += refusal ?? "";
    this.#thought += reasoning_content ?? reasoning ?? "";
    for (const call of tool_calls ?? []) this.#calls.take(call);
  }

  /** What was said since it was asked last. Thoughts and pieces of calls are parts too: they show that the model lives. */
  said(): LanguageModelV4StreamPart[] {
    const parts = this.#called.splice(0);
    if (this.#text !== "") parts.unshift({ type: "text-delta", id: "text", delta: this.#text });
    if (this.#thought !== "") parts.unshift({ type: "reasoning-delta", id: "thought", delta: this.#thought });
    this.#text = "";
    this.#thought = "";
    return parts;
  }

  /** The last parts, `finish` among them. Rejects when the pieces stopped before the model's own end. */
  async end(): Promise<LanguageModelV4StreamPart[]> {
    if (!this.isFinished) throw new InvalidResponseDataError({ data: undefined, message: "the stream ended without the model's own end" });
    this.#calls.end();
    const message = { role: "assistant", content: null, ...(this.#refusal === "" ? {} : { refusal: this.#refusal }) };
    const completion = { choices: [{ message, finish_reason: this.#finishReason }], usage: this.#usage };
    const { finishReason, usage } = await this.#convert(completion);
    return [...this.said(), { type: "finish", finishReason, usage }];
  }
}

const textOf = (content: z.infer<typeof ContentSchema>): string =>
  typeof content === "string" ? content : content.map(({ type, text }) => (type === "text" ? (text ?? "") : "")).join("");

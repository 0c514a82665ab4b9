/** A question that the campaign's resolution agent answers by a script. The question itself is one that the router lets through. */
import { z } from "zod";

export type Script = {
  conversation: string;
  nonce: string;
  /** Chunks of the answer, and the wait before each. */
  chunks: number;
  everyMs: number;
  /** The object is aborted once before this chunk, or after the last one; null: never. */
  abortAt: number | null;
  /** Nothing is said before a person has taken the conversation over. */
  isHeld?: boolean;
};

const pattern = /\[script ([0-9a-f]{32}) (\w+) (\d+) (\d+) (\d+|never)( held)?\]/;

const QuestionSchema = z.object({ question: z.string() });

export const scriptedQuestion = ({ conversation, nonce, chunks, everyMs, abortAt, isHeld = false }: Script): string =>
  `How do I change my billing address? [script ${conversation} ${nonce} ${chunks} ${everyMs} ${abortAt ?? "never"}${isHeld ? " held" : ""}]`;

/** @param input of the resolution agent. */
export function readScript(input: unknown): Script | null {
  const [, conversation, nonce, chunks, everyMs, abortAt, held] = pattern.exec(QuestionSchema.safeParse(input).data?.question ?? "") ?? [];
  if (conversation === undefined || nonce === undefined) return null;
  return {
    conversation,
    nonce,
    chunks: Number(chunks),
    everyMs: Number(everyMs),
    abortAt: abortAt === "never" ? null : Number(abortAt),
    isHeld: held !== undefined,
  };
}

/** No two chunks of a campaign are alike, so that a text tells where it came from. */
export const chunkText = (i: number, nonce: string): string => `${i}·${nonce} `;

/** Reads a turn as server-sent events, the way an AI SDK client does: asks with the message's id, and asks again with the same id when the stream breaks off. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const ChunkSchema = z.object({ type: z.string(), delta: z.string().optional() });

export type TurnQuestion = {
  url: string;
  conversation: string;
  token: string;
  id: string;
  text: string;
  /** Wait before asking again. */
  awayMs: number;
  withinMs: number;
};

/** @returns the text of the stream that came to its end, and how often it was asked for; no text when the time ran out. */
export async function readTurn(question: TurnQuestion): Promise<{ text: string; tries: number }> {
  const deadline = Date.now() + question.withinMs;
  for (let tries = 1; Date.now() < deadline; tries++) {
    const text = await oneReading(question, AbortSignal.timeout(Math.max(1, deadline - Date.now()))).catch(() => null);
    if (text !== null) return { text, tries };
    await sleep(Math.max(20, question.awayMs));
  }
  return { text: "", tries: 0 };
}

/** Null for a stream without its last word. */
async function oneReading({ url, conversation, token, id, text }: TurnQuestion, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(`${url}/v1/conversations/${conversation}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream", "content-type": "application/json" },
    body: JSON.stringify({ id, text }),
    signal,
  });
  if (!response.ok) return null;
  const lines = (await response.text()).split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice("data: ".length)] : []));
  if (lines.at(-1) !== "[DONE]") return null;
  const chunks = lines.slice(0, -1).map((line) => ChunkSchema.parse(JSON.parse(line)));
  if (chunks.some(({ type }) => type === "error")) return null;
  return chunks.map(({ type, delta }) => (type === "text-delta" ? (delta ?? "") : "")).join("");
}

/** Reads a turn as server-sent events, the way an AI SDK client does: asks with the message's id, and asks again with the same id when the stream breaks off. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const ChunkSchema = z.object({ type: z.string(), delta: z.string().optional(), errorText: z.string().optional() });

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

/** `text`: of the stream that came to its end; null when the time ran out. `tries`: what became of each reading, in words. */
export type TurnReading = { text: string | null; tries: string[] };

export async function readTurn(question: TurnQuestion): Promise<TurnReading> {
  const deadline = Date.now() + question.withinMs;
  const tries: string[] = [];
  while (Date.now() < deadline) {
    const reading = await oneReading(question, AbortSignal.timeout(Math.max(1, deadline - Date.now()))).catch((error: unknown) => ({
      brokenOff: error instanceof Error ? error.message : String(error),
    }));
    if ("text" in reading) return { text: reading.text, tries: [...tries, "read to its end"] };
    tries.push(reading.brokenOff);
    await sleep(Math.max(20, question.awayMs));
  }
  return { text: null, tries };
}

async function oneReading(
  { url, conversation, token, id, text }: TurnQuestion,
  signal: AbortSignal,
): Promise<{ text: string } | { brokenOff: string }> {
  const response = await fetch(`${url}/v1/conversations/${conversation}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream", "content-type": "application/json" },
    body: JSON.stringify({ id, text }),
    signal,
  });
  const body = await response.text();
  if (!response.ok) return { brokenOff: `status ${response.status}` };
  const lines = body.split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice("data: ".length)] : []));
  if (lines.at(-1) !== "[DONE]") return { brokenOff: `ended without its last word after ${lines.length} parts` };
  const chunks = lines.slice(0, -1).map((line) => ChunkSchema.parse(JSON.parse(line)));
  const error = chunks.find(({ type }) => type === "error");
  if (error) return { brokenOff: `error part: ${error.errorText ?? ""}` };
  return { text: chunks.map(({ type, delta }) => (type === "text-delta" ? (delta ?? "") : "")).join("") };
}

/** The model's part of the hand-written server: one prompt, one streamed answer, every token passed on as it comes. No breaker, no budget, no watchdog, no check of what the model writes, no next model. */
import type { Passage } from "#domain/knowledge";
import { resolutionPrompt } from "#agents/resolution/prompt";
import { z } from "zod";

const ChunkSchema = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().optional() }) })),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).optional(),
});

export type Written = { text: string; tokens: { input: number; output: number } };

const instructions = { company: "Bench", policies: "Be kind.", allowedLinkHosts: [], intents: [] };

export async function write(
  url: string,
  question: string,
  passages: readonly Passage[],
  onToken: (text: string) => void,
): Promise<Written> {
  const messages = resolutionPrompt({ question, passages, history: [], instructions, maxTokens: 6_000 }).map(({ role, content }) => ({
    role,
    content: typeof content === "string" ? content : content.map((part) => (part.type === "text" ? part.text : "")).join(""),
  }));
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "scripted", stream: true, stream_options: { include_usage: true }, temperature: 0, messages }),
  });
  if (!response.ok || !response.body) throw new Error(`the model server refused: ${response.status}`);
  const written: Written = { text: "", tokens: { input: 0, output: 0 } };
  let rest = "";
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue;
      const { choices, usage } = ChunkSchema.parse(JSON.parse(line.slice("data: ".length)));
      const token = choices[0]?.delta.content ?? "";
      if (usage) written.tokens = { input: usage.prompt_tokens, output: usage.completion_tokens };
      if (token !== "") {
        written.text += token;
        onToken(token);
      }
    }
  }
  return written;
}

/**
 * A model server for measuring, a process of its own: the first token comes after 50 ms, 200 tokens a second follow, each at its time and not after the one before. What the model took of a turn's time stands in
 * the usage of its answer, where it reaches the load by the desk's own log: whole milliseconds as tokens read, hundredths as tokens written. `node bench/models/main.ts` prints its port.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { tokensOf } from "../../test/doubles/model-script.ts";
import { quoteFirstPassage } from "../../test/doubles/quoting-model.ts";

const firstAfterMs = 50;
const tokensPerS = 200;

const BodySchema = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address !== "string") process.send?.(address.port);
});
process.on("disconnect", () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { messages } = BodySchema.parse(await json(request));
  const startedAt = performance.now();
  const tokens = tokensOf(quoteFirstPassage({ messages: messages.map(({ role, content }) => ({ role, text: content })) }));
  response.writeHead(200, { "content-type": "text/event-stream" });
  let sent = 0;
  const next = (): void => {
    const dueBy = performance.now() - startedAt;
    for (; sent < tokens.length && firstAfterMs + (sent * 1000) / tokensPerS <= dueBy; sent++) event(response, chunkOf(tokens[sent] ?? ""));
    if (sent < tokens.length) return void setTimeout(next, Math.max(0, firstAfterMs + (sent * 1000) / tokensPerS - dueBy));
    const tookMs = performance.now() - startedAt;
    const usage = { prompt_tokens: Math.floor(tookMs), completion_tokens: Math.round((tookMs % 1) * 100), total_tokens: 0 };
    event(response, { ...chunkOf(""), choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    event(response, { ...chunkOf(""), choices: [], usage });
    response.end("data: [DONE]\n\n");
  };
  setTimeout(next, firstAfterMs);
}

const chunkOf = (content: string) => ({
  id: "x",
  object: "chat.completion.chunk",
  created: 0,
  model: "scripted",
  choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }],
});

const event = (response: ServerResponse, data: unknown): void => void response.write(`data: ${JSON.stringify(data)}\n\n`);

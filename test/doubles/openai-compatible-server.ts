/** A server with OpenAI's API that does what a script says: `POST /v1/chat/completions`, as one JSON answer or as server-sent events, `/v1/embeddings`, and `/v1/rerank` as llama.cpp and vLLM have it. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type FindingScript, type ModelAct, type ModelFault, type ModelRequest, type ModelScript, tokensOf } from "./model-script.ts";

const ContentSchema = z.union([
  z.string(),
  z.array(z.object({ text: z.string() })).transform((parts) => parts.map(({ text }) => text).join("")),
]);
const NothingSaid = z
  .null()
  .optional()
  .transform(() => "");
const BodySchema = z.object({
  model: z.string(),
  stream: z.boolean().default(false),
  response_format: z.object({ type: z.string() }).optional(),
  messages: z.array(z.object({ role: z.string(), content: z.union([ContentSchema, NothingSaid]) })),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).default([]),
});

const EmbeddingsSchema = z.object({ model: z.string(), input: z.array(z.string()) });
const RerankSchema = z.object({ query: z.string(), documents: z.array(z.string()) });

export type ScriptedServer = {
  /** Base for the provider: http://127.0.0.1:port/v1 */
  url: string;
  requests: (ModelRequest & { atMs: number })[];
  /** Texts of each embedding call. */
  embedded: string[][];
  play: (script: ModelScript) => void;
  find: (script: FindingScript) => void;
  close: () => Promise<void>;
};

export async function openAiCompatibleServer(script: ModelScript, port = 0, toFind: FindingScript = {}): Promise<ScriptedServer> {
  let playing = script;
  let finding = toFind;
  const embedded: string[][] = [];
  const requests: ScriptedServer["requests"] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent: unknown = JSON.parse(await textOf(request));
    if (request.url === "/v1/embeddings") {
      const { input, model } = EmbeddingsSchema.parse(sent);
      embedded.push(input);
      return give(response, finding.embed?.(input), (vectors) => ({
        object: "list",
        model,
        data: vectors.map((embedding, index) => ({ object: "embedding", index, embedding })),
        usage: { prompt_tokens: 10 * input.length, total_tokens: 10 * input.length },
      }));
    }
    if (request.url === "/v1/rerank") {
      const { query, documents } = RerankSchema.parse(sent);
      return give(response, finding.rerank?.(query, documents), (scores) => ({
        results: scores.map((relevance_score, index) => ({ index, relevance_score })),
      }));
    }
    const body = BodySchema.parse(sent);
    const asked: ModelRequest = {
      model: body.model,
      streamed: body.stream,
      wantsJson: body.response_format !== undefined,
      tools: body.tools.map((tool) => tool.function.name),
      messages: body.messages.map(({ role, content }) => ({ role, text: content })),
    };
    requests.push({ ...asked, atMs: Date.now() });
    const act = playing(asked);
    if ("calls" in act) callTools(act.calls, response);
    else await ("fault" in act ? fail(act.fault, asked, response) : speak(act, asked, response));
  }
  // A connection that is closed for idling in the moment in which it is used again would look like a failing model.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the scripted server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    embedded,
    play: (next) => {
      playing = next;
    },
    find: (next) => {
      finding = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function give<T>(response: ServerResponse, act: T | "hang" | "server-error" | undefined, answer: (act: T) => unknown): void {
  if (act === "hang") return;
  if (act === undefined) return json(response, 404, { error: { message: "no such model" } });
  if (act === "server-error") return json(response, 500, { error: { message: "broken" } });
  json(response, 200, answer(act));
}

type Answer = Extract<ModelAct, { answer: string }>;

async function speak(
  { answer, msToFirst = 0, tokensPerS = Infinity, usage }: Answer,
  asked: ModelRequest,
  response: ServerResponse,
): Promise<void> {
  const counted = { prompt_tokens: usage?.input ?? 100, completion_tokens: usage?.output ?? tokensOf(answer).length, total_tokens: 0 };
  if (!asked.streamed) {
    const message = { role: "assistant", content: answer };
    json(response, 200, {
      id: "x",
      object: "chat.completion",
      created: 0,
      model: asked.model,
      choices: [{ index: 0, message, finish_reason: "stop" }],
      usage: counted,
    });
    return;
  }
  begin(response);
  if (msToFirst > 0) await sleep(msToFirst);
  for (const token of tokensOf(answer)) {
    event(response, chunkOf(token));
    if (tokensPerS < Infinity) await sleep(1_000 / tokensPerS);
  }
  event(response, { ...chunkOf(""), choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  event(response, { ...chunkOf(""), choices: [], usage: counted });
  response.end("data: [DONE]\n\n");
}

function callTools(calls: readonly { name: string; input: unknown }[], response: ServerResponse): void {
  begin(response);
  for (const [index, { name, input }] of calls.entries()) {
    const call = { index, id: `call-${index}`, type: "function", function: { name, arguments: JSON.stringify(input) } };
    event(response, { ...chunkOf(""), choices: [{ index: 0, delta: { role: "assistant", tool_calls: [call] }, finish_reason: null }] });
  }
  event(response, { ...chunkOf(""), choices: [{ index: 0, delta: {}, finish_reason: "tool_calls" }] });
  event(response, { ...chunkOf(""), choices: [], usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
}

async function fail(fault: ModelFault, asked: ModelRequest, response: ServerResponse): Promise<void> {
  switch (fault) {
    case "rate-limited":
      return json(response, 429, { error: { message: "slow down", type: "rate_limit" } });
    case "server-error":
      return json(response, 500, { error: { message: "broken", type: "server_error" } });
    case "hang":
      return;
    case "cut":
      begin(response);
      for (const token of ["A ", "refund ", "takes "]) event(response, chunkOf(token));
      // Longer than words are gathered before they are passed on: they have been seen when the end comes.
      await sleep(60);
      return void response.destroy();
    case "garbage":
      begin(response);
      return void response.end('data: {"choices": [{]]\n\ndata: \u0000\u0001\n\n');
    case "endless":
      begin(response);
      while (!response.destroyed && !response.writableEnded) {
        event(response, chunkOf("refund "));
        await sleep(1);
      }
      return;
    case "empty":
      return speak({ answer: "" }, asked, response);
    case "slow":
      return speak({ answer: "A refund takes five days [1].", tokensPerS: 0.2 }, asked, response);
  }
}

const chunkOf = (content: string) => ({
  id: "x",
  object: "chat.completion.chunk",
  created: 0,
  model: "scripted",
  choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }],
});

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

const begin = (response: ServerResponse): void => void response.writeHead(200, { "content-type": "text/event-stream" });

const event = (response: ServerResponse, data: unknown): void => void response.write(`data: ${JSON.stringify(data)}\n\n`);

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += String(piece);
  return text;
}

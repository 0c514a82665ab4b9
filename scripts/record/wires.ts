/**
 * The two edges at which exchanges are recorded and played back: an HTTP server in front of an OpenAI-compatible one, and a binding of Workers AI. `answer` gives what the other side says; who records forwards and keeps, who plays
 * back has it already.
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { ProviderSettings } from "#adapters/models/providers";
import type { WireAnswer } from "./exchange.ts";

/** @param path below the base: "/chat/completions". */
export type Answer = (path: string, request: unknown) => Promise<WireAnswer>;

/** A server on this machine; `close` ends it. */
export async function openAiWire(answer: Answer): Promise<{ settings: ProviderSettings; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const sent: unknown = JSON.parse(await text(request));
      const { status, contentType, body } = await answer((request.url ?? "").replace(/^\/v1/, ""), sent);
      response.writeHead(status, { "content-type": contentType }).end(body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    settings: { openAiCompatible: { url: `http://127.0.0.1:${address.port}/v1` } },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A binding of Workers AI. @param answer is given the model's name as its path. */
export function workersAiWire(answer: Answer): { settings: ProviderSettings } {
  const binding = {
    run: async (model: string, inputs: unknown): Promise<unknown> => {
      const { status, contentType, body } = await answer(model, inputs);
      if (status >= 400) throw new Error(body);
      return contentType.includes("event-stream") ? new Response(body).body : JSON.parse(body);
    },
  };
  if (!runs(binding)) throw new Error("a binding has run()");
  return { settings: { workersAi: { binding } } };
}

/** The provider uses `run` alone. */
const runs = (binding: object): binding is Ai => "run" in binding;

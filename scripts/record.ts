/**
 * `npm run record`: asks a real model what the desk asks of models, and keeps the exchanges as fixtures, which the tests play back through the real providers from then on. For whoever has a model server or a Cloudflare account; needs
 * no desk. Keys and account ids are not written.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Exchange, ProbeName, WireAnswer } from "./record/exchange.ts";
import { probes } from "./record/probes.ts";
import { type Answer, openAiWire, workersAiWire } from "./record/wires.ts";
import { inRepository } from "./repository.ts";

const usage = `npm run record -- --chat NAME [--embedding NAME] [--reranker NAME] [--url URL | --workers-ai]

  --url URL       base of an OpenAI-compatible server (default http://localhost:11434/v1); its key, if it wants one, is MODELS_KEY in the environment
  --workers-ai    Cloudflare's models by their REST API: CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN in the environment
  --chat, --embedding, --reranker NAME   the provider's names of the models; each is asked what it is for
  --from WORDS    what answers, as the fixture should say it, such as "Ollama 0.13 on a laptop" (with --workers-ai: Workers AI)
  --into FOLDER   where the fixtures go (default test/fixtures/exchanges, what the test plays back from then on)
  --help          this text

Writes <provider>.<model>.<what>.json. An exchange that the desk could not use is reported and not kept.`;

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:11434/v1" },
    "workers-ai": { type: "boolean", default: false },
    chat: { type: "string" },
    embedding: { type: "string" },
    reranker: { type: "string" },
    from: { type: "string" },
    into: { type: "string", default: inRepository("test", "fixtures", "exchanges") },
    help: { type: "boolean", default: false },
  },
});
const { chat, embedding, reranker } = values;
const asked: readonly (readonly [ProbeName, string | undefined])[] = [
  ["stream", chat],
  ["json", chat],
  ["embedding", embedding],
  ["reranking", reranker],
];
async function record(origin: string): Promise<0 | 1> {
  const folder = values.into;
  mkdirSync(folder, { recursive: true });
  const provider = values["workers-ai"] ? "workers-ai" : "openai-compatible";
  let failed = false;
  for (const [probe, model] of asked) {
    if (model === undefined) continue;
    const kept: Pick<Exchange, "path" | "request" | "response">[] = [];
    const forward = provider === "workers-ai" ? toCloudflare : toServer;
    const wire = await wireOf(provider, async (path, request) => {
      const response = await forward(path, request);
      kept.push({ path, request, response });
      return response;
    });
    const said = await probes[probe](`${provider}/${model}`, wire.settings).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
    await wire.close();
    failed ||= said instanceof Error;
    console.log(`${probe}: ${said instanceof Error ? `failed, ${said.message}` : said}`);
    const [last] = kept.slice(-1);
    if (last === undefined || said instanceof Error) continue;
    const exchange: Exchange = {
      probe,
      provider,
      model,
      source: `recorded on ${new Date().toISOString().slice(0, 10)} from ${origin}`,
      ...last,
    };
    writeFileSync(
      join(folder, `${provider}.${model.replace(/[^a-z0-9.-]+/gi, "_")}.${probe}.json`),
      `${JSON.stringify(exchange, null, 2)}\n`,
    );
  }
  return failed ? 1 : 0;
}

const wireOf = async (provider: string, answer: Answer) =>
  provider === "workers-ai" ? { ...workersAiWire(answer), close: async () => undefined } : openAiWire(answer);

const toServer: Answer = (path, request) => posted(`${values.url.replace(/\/+$/, "")}${path}`, request, process.env["MODELS_KEY"]);

const ResultSchema = z.object({ result: z.unknown() });

/** The REST API wraps what the binding gives in `result`, except when it streams. */
const toCloudflare: Answer = async (model, request) => {
  const account = process.env["CLOUDFLARE_ACCOUNT_ID"] ?? "";
  const answer = await posted(
    `https://api.cloudflare.com/client/v4/accounts/${account}/ai/run/${model}`,
    request,
    process.env["CLOUDFLARE_API_TOKEN"],
  );
  if (answer.contentType.includes("event-stream") || answer.status >= 400) return answer;
  return { ...answer, body: JSON.stringify(ResultSchema.parse(JSON.parse(answer.body)).result) };
};

async function posted(url: string, request: unknown, key: string | undefined): Promise<WireAnswer> {
  const headers = { "content-type": "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(request), redirect: "manual" });
  return { status: response.status, contentType: response.headers.get("content-type") ?? "", body: await response.text() };
}

const from = values.from ?? (values["workers-ai"] ? "Workers AI" : undefined);
if (values.help) console.log(usage);
else if (from === undefined || asked.every(([, model]) => model === undefined)) {
  console.error(`Say which models are asked, and --from what.\n\n${usage}`);
  process.exitCode = 2;
} else process.exitCode = await record(from);

/** A desk of the profile workers-ai inside the real runtime, D1 included; only the two bindings that exist nowhere but in an account are scripted. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { breakerMemory } from "#compose/isolate";
import { knowledgePorts } from "#compose/knowledge-ports";
import type { FindingPorts } from "#compose/finding-ports";
import worker from "#index";
import { standInEmbedder } from "../../doubles/stand-in-embedder.ts";
import { type ScriptedAi, scriptedAi } from "../../doubles/scripted-ai.ts";
import { ScriptedVectorize } from "../../doubles/scripted-vectorize.ts";
import type { FindingScript } from "../../doubles/model-script.ts";
import { emptyKnowledge } from "../../contract/workerd/empty-knowledge.ts";

/** So long is what the stand-in makes. */
const dimensions = 256;

export const alike = standInEmbedder([
  ["bicycle", "bicycles", "velocipede"],
  ["umbrella", "forgotten", "lost", "brolly", "found"],
]);

export type MeaningDesk = {
  env: Env;
  ai: ScriptedAi;
  vectorize: ScriptedVectorize;
  finding: FindingPorts;
  articles: ReturnType<typeof knowledgePorts>["articles"];
  /** Works a batch of messages off, as the queue would. @returns ids of what comes again. */
  consume: (articles: readonly unknown[], queue?: string) => Promise<string[]>;
};

let desks = 0;

/** `script.embed` absent: the stand-in. */
export async function meaningDesk(script: FindingScript = {}): Promise<MeaningDesk> {
  await emptyKnowledge(env.DB);
  await env.DB.batch(["section_vectors", "vector_failures"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  const keepOrder = (_query: string, documents: readonly string[]): number[] => documents.map((_, n) => -n);
  const ai = scriptedAi(() => ({ answer: "NO_ANSWER" }), { embed: alike, rerank: keepOrder, ...script });
  const vectorize = new ScriptedVectorize(dimensions);
  desks += 1;
  breakerMemory.clear();
  // Breakers of its own: what one test breaks is whole in the next.
  const PROVIDER_HEALTH = { getByName: (name: string) => env.PROVIDER_HEALTH.getByName(`${desks}/${name}`) };
  const bound: Env = Object.assign({}, env, { MODELS: "workers-ai", AI: bindingOf(ai), SECTIONS: indexOf(vectorize), PROVIDER_HEALTH });
  const { articles, finding } = knowledgePorts(bound, (work) => void work);
  if (!finding) throw new Error("the profile workers-ai finds by meaning");
  const consume = async (bodies: readonly unknown[], queue = "edgedesk-articles-local"): Promise<string[]> => {
    const messages = bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }));
    const batch = createMessageBatch(queue, messages);
    const context = createExecutionContext();
    await worker.queue(batch, bound, context);
    return (await getQueueResult(batch, context)).retryMessages.map(({ msgId }) => msgId);
  };
  return { env: bound, ai, vectorize, finding, articles, consume };
}

export const messageOf = (article: string) => ({ v: 1, article });

function bindingOf(ai: ScriptedAi): Ai {
  if (!runs(ai)) throw new Error("a binding has run()");
  return ai;
}

function indexOf(vectorize: ScriptedVectorize): VectorizeIndex {
  if (!searches(vectorize)) throw new Error("an index has query()");
  return vectorize;
}

/** The providers use `run` alone, the desk three methods of the index. */
const runs = (binding: object): binding is Ai => "run" in binding;
const searches = (binding: object): binding is VectorizeIndex => "query" in binding;

/**
 * Where should a question be searched: in an index that each isolate keeps, or in D1's full-text index? Measures both on the same articles,
 * with the adapters of the desk, in workerd with a local D1; the reason is docs/decisions/0004-retrieval-in-the-isolate.md.
 *
 * `node scripts/run.mjs bench/knowledge.ts [--docs FILE.jsonl[.gz]] [--invented N] [--queries N]`. A production D1 adds the network to each of its
 * queries, which no local figure shows.
 */
import { cpus } from "node:os";
import { parseArgs, styleText } from "node:util";
import { z } from "zod";
import { documentsOf, inventedArticles, sampleDesk, type Corpus } from "./knowledge/corpora.ts";
import { BenchDesk } from "./knowledge/desk.ts";
import { indexCost } from "./knowledge/index-cost.ts";
import { agreementOf, timesOf, type Found } from "./knowledge/searches.ts";
import { inRepository } from "../scripts/repository.ts";

const { values } = parseArgs({
  options: { docs: { type: "string" }, invented: { type: "string", default: "15000" }, queries: { type: "string", default: "1000" } },
});
const queries = Number(values.queries);

console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}; ${queries} searches a figure, one after another\n`,
);
await measure(await sampleDesk(inRepository("support", "knowledge")));
if (values.docs !== undefined) await measure(await documentsOf(values.docs));
if (Number(values.invented) > 0) await measure(inventedArticles(Number(values.invented)));

async function measure({ name, articles }: Corpus): Promise<void> {
  const desk = await BenchDesk.start();
  try {
    await desk.import(articles);
    const startedAt = performance.now();
    const { sections, characters } = z.object({ sections: z.int(), characters: z.int() }).parse(await desk.ask("/load"));
    const loadMs = performance.now() - startedAt;
    const questions = Array.from({ length: queries }, (_, n) => `how do I ${articles[(n * 7919) % articles.length]?.title ?? ""}`);
    const nothing = await timesOf(desk, "/nothing", questions);
    const isolate = await timesOf(desk, "/isolate", questions);
    const d1 = await timesOf(desk, "/d1", questions);
    const { buildMs, heapMegabytes } = await indexCost(articles);
    console.log(
      styleText("bold", `${name}: ${articles.length} articles, ${sections} sections, ${(characters / 1e6).toFixed(1)} million characters`),
    );
    console.log(
      `  index: built in ${buildMs.toFixed(0)} ms, ${heapMegabytes.toFixed(0)} MB of heap; read from D1 and built in workerd ${loadMs.toFixed(0)} ms`,
    );
    for (const [what, { p50, p99 }] of Object.entries({
      "a request that does nothing": nothing,
      "search in the isolate": isolate,
      "search in D1": d1,
    })) {
      console.log(`  ${what.padEnd(28)} p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  n ${queries}`);
    }
    console.log(`  D1 as the isolate: ${describe(isolate.found, d1.found)}\n`);
  } finally {
    await desk.stop();
  }
}

function describe(isolate: readonly Found[], d1: readonly Found[]): string {
  const { sameArticle, sameVerdict } = agreementOf(isolate, d1);
  return `same best article ${(100 * sameArticle).toFixed(1)} %, same verdict ${(100 * sameVerdict).toFixed(1)} %`;
}

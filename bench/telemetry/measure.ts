/**
 * What looking costs: the desk as it is shipped (native spans, log, figures) beside the same desk without any telemetry; then one whose log the development server reads along, as `wrangler dev` does, and one that
 * also sends every span to a collector. In duels, because what is looked for is a few percent.
 */
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { repository } from "../../scripts/repository.ts";
import { bundleWorker } from "../desk/bundle.ts";
import { type DeskOptions, runDesk } from "../desk/run-desk.ts";
import { duel, duelled, type Duelled, type Side } from "../duel.ts";
import { LoadGenerator } from "../load/generator.ts";
import { sampleQuestions } from "../questions.ts";

const replaced = { "#adapters/telemetry/workers-telemetry": "bench/telemetry/without.ts" };

const messagesOfABlock = 60;
const saysEveryMs = 15_000;

/**
 * Four under way are little enough that nobody waits long for a core, and an acknowledgement waits for what the thread does for three others; one at a time it waits for its own work only. Of the time the first gets
 * most: it is the one that counts.
 */
const planned = [
  { name: "as shipped", side: "shipped", underWay: 4, share: 0.55 },
  { name: "as shipped, one at a time", side: "shipped", underWay: 1, share: 0.15 },
  { name: "its log read along", side: "read along", underWay: 4, share: 0.15 },
  { name: "every span sent", side: "sent", underWay: 4, share: 0.15 },
] as const;

export async function duelTelemetry(folder: string, minutes: number, say: (text: string) => void): Promise<Duelled[]> {
  const collector = await listening();
  const shipped = await bundleWorker(repository, join(folder, "shipped"));
  const blind = await bundleWorker(repository, join(folder, "blind"), { entry: "src/index.ts", replaced });
  const started: Side[] = [];
  const start = async (name: string, mainModule: string, more: Pick<DeskOptions, "vars" | "ownLog"> = {}): Promise<Side> => {
    const state = join(folder, name.replaceAll(" ", "-"));
    const desk = await runDesk({ checkout: repository, mainModule, state, ownLog: true, onLog: () => undefined, ...more });
    const side = { contender: { ...desk, name }, load: new LoadGenerator() };
    started.push(side);
    return side;
  };
  try {
    const without = await start("no telemetry", blind);
    const sides = {
      shipped: await start("shipped", shipped),
      "read along": await start("read along", shipped, { ownLog: false }),
      sent: await start("sent", shipped, { vars: { OTLP_URL: collector.url } }),
    };
    const questions = sampleQuestions("answerable");
    const duels: Duelled[] = [];
    for (const { name, side, underWay, share } of planned) {
      let saidAt = performance.now();
      const options = { underWay, messages: messagesOfABlock, questions, forMs: minutes * 60_000 * share };
      const ended = await duel(sides[side], without, options, (rounds) => {
        if (performance.now() - saidAt < saysEveryMs) return;
        saidAt = performance.now();
        say(`  ${name}: ${rounds.length} rounds, CPU ratio ${duelled(name, "", rounds).cpuRatio.middle.toFixed(3)} so far`);
      });
      duels.push({ ...ended, one: name });
    }
    return duels;
  } finally {
    for (const { load, contender } of started) {
      await load.stop();
      await contender.stop();
    }
    collector.server.close();
    say(`  ${collector.requests()} requests reached the collector`);
  }
}

async function listening(): Promise<{ url: string; server: Server; requests: () => number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    request.on("end", () => response.setHeader("content-type", "application/json").end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the collector has no port");
  return { url: `http://127.0.0.1:${address.port}`, server, requests: () => requests };
}

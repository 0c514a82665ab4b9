/**
 * What looking costs: the desk as it is shipped (native spans, log, figures) beside the same desk without any telemetry; then one whose log the development server reads along, as `wrangler dev` does, and one that
 * also sends every span to a collector. In duels, because what is looked for is a few percent.
 */
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { repository } from "../../scripts/repository.ts";
import { bundleWorker } from "../desk/bundle.ts";
import { type DeskOptions, runDesk } from "../desk/run-desk.ts";
import { type Duel, duel, duelled, type Duelled, type Round, type Side } from "../duel.ts";
import { LoadGenerator } from "../load/generator.ts";
import { sampleQuestions } from "../questions.ts";

const replaced = { "#adapters/telemetry/workers-telemetry": "bench/telemetry/without.ts" };

const messagesOfABlock = 60;
const saysEveryMs = 15_000;
/** What a pair of processes is asked before a fresh pair takes its place. */
const startMinutes = 2;

/**
 * Four under way are little enough that nobody waits long for a core, and an acknowledgement waits for what the thread does for three others; one at a time it waits for its own work only. Of the time the first gets
 * most: it is the one that counts.
 */
const planned = [
  { name: "as shipped", underWay: 4, share: 0.6, ownLog: true, sent: false },
  { name: "as shipped, one at a time", underWay: 1, share: 0.14, ownLog: true, sent: false },
  { name: "its log read along", underWay: 4, share: 0.13, ownLog: false, sent: false },
  { name: "every span sent", underWay: 4, share: 0.13, ownLog: true, sent: true },
] as const;
const without = "no telemetry";

export async function duelTelemetry(folder: string, minutes: number, say: (text: string) => void): Promise<Duelled[]> {
  const collector = await listening();
  const shipped = await bundleWorker(repository, join(folder, "shipped"));
  const blind = await bundleWorker(repository, join(folder, "blind"), { entry: "src/index.ts", replaced });
  const questions = sampleQuestions("answerable");
  const sides = ({ name, ownLog, sent }: (typeof planned)[number], start: number) =>
    [
      { name, mainModule: shipped, ownLog, vars: sent ? { OTLP_URL: collector.url } : {}, state: join(folder, `${name}-${start}`) },
      { name: without, mainModule: blind, ownLog: true, vars: {}, state: join(folder, `${name}-${start}-without`) },
    ] as const;
  try {
    const duels: Duelled[] = [];
    for (const one of planned) {
      const { name, underWay, share } = one;
      const wanted = Math.max(1, Math.round((minutes * share) / startMinutes));
      const options = { underWay, messages: messagesOfABlock, questions, forMs: (minutes * share * 60_000) / wanted };
      const starts: Round[][] = [];
      while (starts.length < wanted) {
        let saidAt = performance.now();
        const rounds = await duelOfFresh(sides(one, starts.length), options, (so) => {
          if (performance.now() - saidAt < saysEveryMs) return;
          saidAt = performance.now();
          const { middle } = duelled(name, without, [so]).overallCpuRatio;
          say(`  ${name}: start ${starts.length + 1} of ${wanted}, ${so.length} rounds, CPU ratio ${middle.toFixed(3)} so far`);
        });
        starts.push(rounds);
      }
      duels.push(duelled(name, without, starts));
    }
    return duels;
  } finally {
    collector.server.close();
    say(`  ${collector.requests()} requests reached the collector`);
  }
}

type Fresh = Pick<DeskOptions, "mainModule" | "state" | "vars" | "ownLog"> & { name: string };

async function duelOfFresh(desks: readonly [Fresh, Fresh], options: Duel, onRound: (rounds: readonly Round[]) => void): Promise<Round[]> {
  const started: Side[] = [];
  const start = async ({ name, ...desk }: Fresh): Promise<Side> => {
    const running = await runDesk({ checkout: repository, onLog: () => undefined, ...desk });
    const side = { contender: { ...running, name }, load: new LoadGenerator() };
    started.push(side);
    return side;
  };
  try {
    return await duel(await start(desks[0]), await start(desks[1]), options, onRound);
  } finally {
    for (const { load, contender } of started) {
      await load.stop();
      await contender.stop();
    }
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

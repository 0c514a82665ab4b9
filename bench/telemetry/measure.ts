/**
 * What looking costs: the desk without any telemetry, as it is shipped (native spans, log, figures), sending every span to a collector, and sending them to a collector that takes the connection and never
 * answers. In paired rounds, like every comparison here.
 */
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { repository } from "../../scripts/repository.ts";
import { type Compared, compare } from "../compare.ts";
import type { Contender } from "../contender.ts";
import { bundleWorker } from "../desk/bundle.ts";
import { runDesk } from "../desk/run-desk.ts";
import type { LoadGenerator } from "../load/generator.ts";
import { sampleQuestions } from "../questions.ts";

type Measured = { conversations: readonly number[]; messages: number; rounds: number };

const replaced = { "#adapters/telemetry/workers-telemetry": "bench/telemetry/without.ts" };

export async function compareTelemetry(
  load: LoadGenerator,
  folder: string,
  options: Measured,
  say: (text: string) => void,
): Promise<Compared[]> {
  const collector = await listening((answer) => answer());
  const deaf = await listening(() => undefined);
  const shipped = await bundleWorker(repository, join(folder, "shipped"));
  const blind = await bundleWorker(repository, join(folder, "blind"), { entry: "src/index.ts", replaced });
  const started: Contender[] = [];
  const start = async (name: string, mainModule: string, vars: Record<string, string> = {}): Promise<void> => {
    const desk = await runDesk({
      checkout: repository,
      mainModule,
      state: join(folder, name.replaceAll(" ", "-")),
      vars,
      onLog: () => undefined,
    });
    started.push({ ...desk, name });
  };
  try {
    await start("no telemetry", blind);
    await start("as shipped", shipped);
    await start("every span sent", shipped, { OTLP_URL: collector.url });
    await start("collector hangs", shipped, { OTLP_URL: deaf.url });
    const questions = sampleQuestions("answerable");
    return await compare(load, started, { ...options, questions }, (underWay, round) => say(`  ${underWay} under way, round ${round}`));
  } finally {
    for (const desk of started) await desk.stop();
    collector.server.close();
    deaf.server.closeAllConnections();
    deaf.server.close();
    say(`  ${collector.requests()} requests reached the collector, ${deaf.requests()} the one that hangs`);
  }
}

async function listening(respond: (answer: () => void) => void): Promise<{ url: string; server: Server; requests: () => number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    request.on("end", () => respond(() => response.setHeader("content-type", "application/json").end("{}")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the collector has no port");
  return { url: `http://127.0.0.1:${address.port}`, server, requests: () => requests };
}

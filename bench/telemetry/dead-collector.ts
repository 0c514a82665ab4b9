/**
 * What a dead collector costs in memory: a desk that sends nothing, one whose collector takes the connection and never answers, and one whose collector's port refuses, in turns over thousands of messages. What
 * an isolate holds for a collector is bounded, so that all three have to grow alike; what was dropped is counted, and is read from the desk's own figures.
 */
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseOpenMetrics } from "../../eval/openmetrics/parse.ts";
import { repository } from "../../scripts/repository.ts";
import { bundleWorker } from "../desk/bundle.ts";
import { type Desk, operatorToken, runDesk } from "../desk/run-desk.ts";
import type { LoadGenerator } from "../load/generator.ts";
import { saysAtMost } from "../load/loops.ts";
import { processCosts } from "../measure/process-costs.ts";
import { median } from "../measure/summary.ts";
import { sampleQuestions } from "../questions.ts";

export type DeadCollectors = {
  messages: number;
  /** Messages between two looks. */
  every: number;
  desks: {
    name: string;
    residentMb: number[];
    /** Median of the last quarter of the looks less that of the second. */
    grownMb: number;
    exported: number;
    /** Spans that were dropped, by why. */
    lost: Record<string, number>;
    /** Connections that reached the collector; null where there is none to count. */
    requests: number | null;
  }[];
};

const looks = 16;
const underWay = 10;
/** Longer than an isolate gathers its figures. */
const figuresMs = 6_000;

export async function measureDeadCollectors(
  load: LoadGenerator,
  folder: string,
  { messages }: { messages: number },
  say: (text: string) => void,
): Promise<DeadCollectors> {
  const deaf = await listening();
  const gone = await listening();
  await gone.close();
  const mainModule = await bundleWorker(repository, join(folder, "shipped"));
  const every = Math.ceil(messages / looks);
  const started: { desk: Desk; name: string; residentMb: number[]; requests: (() => number) | null }[] = [];
  try {
    for (const [name, collector] of [
      ["nothing is sent", null],
      ["never answers", deaf],
      ["refuses", gone],
    ] as const) {
      const desk = await runDesk({
        checkout: repository,
        mainModule,
        state: join(folder, name.replaceAll(" ", "-")),
        vars: collector ? { OTLP_URL: collector.url } : {},
        onLog: () => undefined,
      });
      started.push({ desk, name, residentMb: [], requests: collector === deaf ? deaf.connections : null });
    }
    for (let look = 0; look < looks; look++) {
      for (const { desk, residentMb } of started) {
        await load.order({ do: "open", url: desk.url, customers: 2 * underWay + Math.ceil(every / saysAtMost) });
        await load.order({ do: "closed_loop", underWay, messages: every, questions: sampleQuestions("answerable") });
        await load.order({ do: "close" });
        residentMb.push(Math.round(processCosts(desk.pid).residentBytes / 1024 / 1024));
      }
      say(`  ${(look + 1) * every} messages: ${started.map(({ name, residentMb }) => `${name} ${residentMb.at(-1)} MB`).join(", ")}`);
    }
    await sleep(figuresMs);
    const desks: DeadCollectors["desks"] = [];
    for (const { desk, name, residentMb, requests } of started)
      desks.push({ name, residentMb, grownMb: grown(residentMb), ...(await spansOf(desk)), requests: requests?.() ?? null });
    return { messages: every * looks, every, desks };
  } finally {
    for (const { desk } of started) await desk.stop();
    await deaf.close();
  }
}

/** The first quarter fills what is then reused. */
function grown(residentMb: readonly number[]): number {
  const quarter = Math.floor(residentMb.length / 4);
  return median(residentMb.slice(-quarter)) - median(residentMb.slice(quarter, 2 * quarter));
}

async function spansOf({ url }: Desk): Promise<{ exported: number; lost: Record<string, number> }> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${operatorToken}` } });
  const samples = parseOpenMetrics(await response.text()).flatMap((family) => family.samples);
  const lost = samples.filter(({ name }) => name === "edgedesk_spans_lost_total");
  return {
    exported: samples.find(({ name }) => name === "edgedesk_spans_exported_total")?.value ?? 0,
    lost: Object.fromEntries(lost.filter(({ value }) => value > 0).map(({ labels, value }) => [labels.get("loss") ?? "", value])),
  };
}

/** Takes connections and says nothing. */
async function listening(): Promise<{ url: string; connections: () => number; close: () => Promise<void> }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.resume().on("error", () => undefined);
    closing.push(() => socket.destroy());
  });
  const closing: (() => void)[] = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the collector has no port");
  const close = (): Promise<void> => {
    for (const end of closing) end();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${address.port}`, connections: () => connections, close };
}

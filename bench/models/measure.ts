/**
 * What a turn on the model rungs adds to the model's own time, beside the hand-written server, in paired rounds. One conversation: the next question follows the answer. More: everybody asks now and then, at a rate
 * that a core serves with ease, because what is wanted is the overhead of a turn and not the length of a queue.
 */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { shippedRouter } from "../../eval/shipped-router.ts";
import { repository } from "../../scripts/repository.ts";
import { isSure } from "#agents/router/classify";
import { routeMessage } from "#embedded/routing/route";
import { runBaseline } from "../baseline/run-baseline.ts";
import type { Contender } from "../contender.ts";
import { bundleWorker } from "../desk/bundle.ts";
import { runDesk } from "../desk/run-desk.ts";
import type { LoadGenerator } from "../load/generator.ts";
import type { Done } from "../load/work.ts";
import { processCosts } from "../measure/process-costs.ts";
import { median, rounded, type Spread, spreadOf } from "../measure/summary.ts";
import { sampleQuestions } from "../questions.ts";
import { runModels } from "./run-models.ts";

/** Of all rounds together, but for `ratio`: the median over the rounds of the median here over the median there. */
export type AddedByTurns = {
  conversations: number;
  perSecond: number | null;
  name: string;
  added: Spread;
  firstDelta: Spread;
  ratio: number;
  /** Of the server's process. */
  cpuMsPerMessage: number;
};

export type ModelsSetting = {
  load: LoadGenerator;
  folder: string;
  conversations: readonly number[];
  messages: number;
  rounds: number;
  say: (text: string) => void;
};

/** Messages a second: each conversation every two and a half seconds, together no more than this. */
const mostPerSecond = 20;
const perConversation = 0.4;
/** workerd evicts objects about 10 s after their last message and stalls for a moment while it does. */
const settleMs = 13_000;

/** Questions that the embedded router is sure of: one call of a model each, here and there. */
function questions(): string[] {
  const model = shippedRouter();
  return sampleQuestions("answerable").filter((text) => isSure(routeMessage(model, text)));
}

export async function measureModels({ load, folder, conversations, messages, rounds, say }: ModelsSetting): Promise<AddedByTurns[]> {
  const models = await runModels();
  const state = mkdtempSync(join(folder, "models-"));
  const mainModule = await bundleWorker(repository, join(state, "bundle"));
  const vars = { MODELS: "openai-compatible", MODELS_URL: models.url };
  const desk = await runDesk({ checkout: repository, mainModule, state: join(state, "storage"), vars });
  const baseline = await runBaseline(join(state, "baseline"), models.url);
  const measured: AddedByTurns[] = [];
  try {
    for (const count of conversations) {
      const blocks = new Map<Contender, Measured[]>([
        [desk, []],
        [baseline, []],
      ]);
      for (let round = 0; round < rounds; round++) {
        say(`  ${count} conversations, round ${round + 1}`);
        // Every other round backwards: being first is no advantage.
        for (const contender of round % 2 === 0 ? [desk, baseline] : [baseline, desk])
          blocks.get(contender)?.push(await block(load, contender, count, messages));
      }
      const first = blocks.get(baseline) ?? [];
      for (const [contender, own] of blocks) measured.push(addedOf(contender.name, count, own, first));
    }
  } finally {
    await desk.stop();
    await baseline.stop();
    await models.stop();
  }
  return measured;
}

const rateOf = (conversations: number): number | null =>
  conversations === 1 ? null : Math.min(mostPerSecond, conversations * perConversation);

type Measured = Done & { cpuMs: number };

async function block(load: LoadGenerator, { url, pid }: Contender, conversations: number, messages: number): Promise<Measured> {
  const perSecond = rateOf(conversations);
  const asked = questions();
  const loop =
    perSecond === null
      ? ({ do: "closed_loop", underWay: 1, questions: asked } as const)
      : ({ do: "open_loop", perSecond, questions: asked } as const);
  await load.order({ do: "open", url, customers: perSecond === null ? 2 + Math.ceil((messages + 20) / 20) : conversations });
  await load.order({ ...loop, messages: perSecond === null ? 20 : Math.min(conversations, 200) });
  const before = processCosts(pid).cpuMs;
  const done = await load.order({ ...loop, messages });
  const cpuMs = processCosts(pid).cpuMs - before;
  await load.order({ do: "close" });
  await sleep(settleMs);
  if (done.addedMs.length < 0.9 * messages)
    throw new Error(`${done.addedMs.length} of ${messages} answers came from the model; what the others cost is another measurement`);
  return { ...done, cpuMs };
}

function addedOf(name: string, conversations: number, own: readonly Measured[], first: readonly Measured[]): AddedByTurns {
  const medians = (blocks: readonly Done[]): number[] => blocks.map(({ addedMs }) => median(addedMs));
  const there = medians(first);
  return {
    conversations,
    perSecond: rateOf(conversations),
    name,
    added: spreadOf(own.flatMap(({ addedMs }) => addedMs)),
    firstDelta: spreadOf(own.flatMap(({ deltaMs }) => deltaMs)),
    cpuMsPerMessage: rounded(median(own.map(({ cpuMs, doneMs }) => cpuMs / doneMs.length))),
    ratio: rounded(median(medians(own).map((here, round) => here / (there[round] ?? Number.NaN)))),
  };
}

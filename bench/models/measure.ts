/**
 * What a turn on the model rungs adds to the model's own time, beside the hand-written server, in paired rounds. One conversation: the next question follows the answer. More: everybody asks now and then, at a rate
 * that a core serves with ease, because what is wanted is the overhead of a turn and not the length of a queue. Each block of rounds is told as soon as it is done, with the load of the machine beside it.
 */
import { mkdtempSync } from "node:fs";
import { loadavg } from "node:os";
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
import { modelsText } from "./text.ts";

/** Of all rounds together, but for the ratios: of added time, the median over the rounds of the median here over the median there; of CPU alike. */
export type AddedByTurns = {
  conversations: number;
  perSecond: number | null;
  name: string;
  added: Spread;
  firstDelta: Spread;
  ratio: number;
  cpuRatio: number;
  /** Of the server's process. */
  cpuMsPerMessage: number;
  /** Processes that ran or wanted to, of the whole machine, in the last minute of a block. */
  machineLoad: number;
};

export type ModelsSetting = {
  load: LoadGenerator;
  folder: string;
  conversations: readonly number[];
  messages: number;
  rounds: number;
  /** Over all conversations, where there is more than one. */
  perSecond: number;
  say: (text: string) => void;
};

/** Of each conversation, a second: its answers take a third of a second, and should not meet. */
const perConversation = 0.4;
const warmUp = 40;
/** workerd evicts objects about 10 s after their last message and stalls for a moment while it does. */
const settleMs = 13_000;

/** Questions that the embedded router is sure of: one call of a model each, here and there. */
function questions(): string[] {
  const model = shippedRouter();
  return sampleQuestions("answerable").filter((text) => isSure(routeMessage(model, text)));
}

export async function measureModels({
  load,
  folder,
  conversations,
  messages,
  rounds,
  perSecond,
  say,
}: ModelsSetting): Promise<AddedByTurns[]> {
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
          blocks
            .get(contender)
            ?.push(await block(load, contender, { conversations: count, perSecond: rateOf(count, perSecond), messages }));
      }
      const first = blocks.get(baseline) ?? [];
      const added = [...blocks].map(([{ name }, own]) =>
        addedOf({ name, conversations: count, perSecond: rateOf(count, perSecond) }, own, first),
      );
      measured.push(...added);
      say(modelsText(added));
    }
  } finally {
    await desk.stop();
    await baseline.stop();
    await models.stop();
  }
  return measured;
}

const rateOf = (conversations: number, most: number): number | null =>
  conversations === 1 ? null : Math.min(most, conversations * perConversation);

type Measured = Done & { cpuMs: number; machineLoad: number };
type Block = { conversations: number; perSecond: number | null; messages: number };

async function block(load: LoadGenerator, { url, pid }: Contender, { conversations, perSecond, messages }: Block): Promise<Measured> {
  const asked = questions();
  const loop =
    perSecond === null
      ? ({ do: "closed_loop", underWay: 1, questions: asked } as const)
      : ({ do: "open_loop", perSecond, questions: asked } as const);
  await load.order({ do: "open", url, customers: perSecond === null ? 2 + Math.ceil((messages + warmUp) / 20) : conversations });
  // What opening them brought about is not what a turn adds.
  if (conversations > 1) await sleep(settleMs);
  await load.order({ ...loop, messages: warmUp });
  const before = processCosts(pid).cpuMs;
  const done = await load.order({ ...loop, messages });
  const cpuMs = processCosts(pid).cpuMs - before;
  const [machineLoad = 0] = loadavg();
  await load.order({ do: "close" });
  if (conversations > 1) await sleep(settleMs);
  if (done.addedMs.length < 0.9 * messages)
    throw new Error(`${done.addedMs.length} of ${messages} answers came from the model; what the others cost is another measurement`);
  return { ...done, cpuMs, machineLoad };
}

function addedOf(
  what: Pick<AddedByTurns, "name" | "conversations" | "perSecond">,
  own: readonly Measured[],
  first: readonly Measured[],
): AddedByTurns {
  const medians = (blocks: readonly Done[]): number[] => blocks.map(({ addedMs }) => median(addedMs));
  const costs = (blocks: readonly Measured[]): number[] => blocks.map(({ cpuMs, doneMs }) => cpuMs / doneMs.length);
  const paired = (of: (blocks: readonly Measured[]) => number[]): number => {
    const there = of(first);
    return rounded(median(of(own).map((here, round) => here / (there[round] ?? Number.NaN))));
  };
  return {
    ...what,
    added: spreadOf(own.flatMap(({ addedMs }) => addedMs)),
    firstDelta: spreadOf(own.flatMap(({ deltaMs }) => deltaMs)),
    cpuMsPerMessage: rounded(median(costs(own))),
    ratio: paired(medians),
    cpuRatio: paired(costs),
    machineLoad: rounded(median(own.map(({ machineLoad }) => machineLoad))),
  };
}

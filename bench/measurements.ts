/** What can be measured, and against what: each starts the desks that it needs and ends them. */
import { mkdtempSync } from "node:fs";
import { join, resolve } from "node:path";
import { repository } from "../scripts/repository.ts";
import { runBaseline } from "./baseline/run-baseline.ts";
import { closedLoopBlock, memoryBlock, openLoopBlock } from "./blocks.ts";
import { compare } from "./compare.ts";
import type { Contender } from "./contender.ts";
import type { Side } from "./duel.ts";
import { bundleWorker } from "./desk/bundle.ts";
import { type Desk, runDesk } from "./desk/run-desk.ts";
import { LoadGenerator } from "./load/generator.ts";
import type { Block } from "./measure/summary.ts";
import { withModels } from "./models/run-models.ts";
import { measureModels } from "./models/measure.ts";
import type { BenchOptions, What } from "./options.ts";
import { measurePage } from "./page/measure.ts";
import { sampleQuestions } from "./questions.ts";
import type { Report } from "./report.ts";
import { idleBlock, processesFor } from "./sustained/idle.ts";
import { idleText, trafficText } from "./sustained/text.ts";
import { trafficBlocks } from "./sustained/traffic.ts";
import { measureDeadCollectors } from "./telemetry/dead-collector.ts";
import { duelTelemetry } from "./telemetry/measure.ts";
import { whereTimeGoes } from "./where-time-goes.ts";

export type Setting = {
  load: LoadGenerator;
  /** For databases and bundles; deleted in the end. */
  folder: string;
  options: BenchOptions;
  /** Takes progress, line by line. */
  say: (text: string) => void;
};

/** A rate that one core serves with ease, over conversations that mostly wait: latency without queueing. */
const modest = { perSecond: 50, customers: 200 };

const openConversations = 1000;

export const measurements: Record<What, (setting: Setting) => Promise<Omit<Report, "machine">>> = {
  desk: (setting) => withDesk(setting, repository, {}, (desk) => measureDesk(setting, desk)),
  memory: (setting) =>
    withDesk(setting, repository, {}, async (desk) => ({ memory: await memoryBlock(setting.load, desk, openConversations) })),
  load: measureLoad,
  compare: (setting) => withDesk(setting, repository, {}, (desk) => measureBeside(setting, desk)),
  models: async ({ load, folder, options, say }) => ({
    models: await measureModels({ load, folder, say, conversations: options.conversations, ...options.ofModels }),
  }),
  telemetry: async ({ load, folder, options, say }) =>
    options.deadCollector
      ? { deadCollectors: await measureDeadCollectors(load, folder, options, say) }
      : { duels: await duelTelemetry(folder, options.minutes, say) },
  page: async ({ options, say }) => ({ page: await measurePage(options.visits, say) }),
  profile: (setting) => (setting.options.models ? withModels((vars) => profiled(setting, vars)) : profiled(setting, {})),
};

const profiled = (setting: Setting, vars: Readonly<Record<string, string>>) =>
  withDesk(setting, repository, { inspected: true, vars }, async (desk, mainModule) => {
    const { messages, models } = setting.options;
    // Few at once, so that no model is given up because the machine is behind.
    const pace = { messages, questions: sampleQuestions("answerable"), ...(models ? { underWay: 4 } : {}) };
    return { profile: await whereTimeGoes(setting.load, desk, mainModule, pace) };
  });

async function measureDesk({ load, options: { conversations, messages }, say }: Setting, desk: Desk): Promise<{ desk: Block[] }> {
  const questions = sampleQuestions("mixed");
  const blocks: Block[] = [];
  for (const underWay of conversations) {
    say(`  ${underWay} under way`);
    blocks.push(await closedLoopBlock(load, desk, { underWay, messages, questions }));
  }
  say(`  ${modest.perSecond} a second`);
  blocks.push(await openLoopBlock(load, desk, { ...modest, messages, questions }));
  return { desk: blocks };
}

/** A desk of its own for each, so that neither starts with the other's memory. What each found is said at once: the whole takes a quarter of an hour. */
async function measureLoad(setting: Setting): Promise<Pick<Report, "traffic" | "idle">> {
  const { options, say } = setting;
  const { sockets, rate, idle, minutes, only, processes } = options;
  const questions = sampleQuestions("mixed");
  const found: Pick<Report, "traffic" | "idle"> = {};
  if (only !== "idle") {
    say(
      `  traffic: ${rate} a second over ${sockets} sockets and ${processes === 1 ? "one process" : `${processes} processes`} of the server`,
    );
    found.traffic = await withSides(setting, processes, (sides) =>
      trafficBlocks(sides, { sockets, perSecond: rate, minutes, questions, say }),
    );
    say(trafficText(found.traffic));
  }
  if (only !== "traffic") {
    say(`  idle: ${idle} sockets`);
    found.idle = await withSides(setting, processesFor(idle), (sides) => idleBlock(sides, { sockets: idle, questions, say }));
    say(idleText(found.idle));
  }
  return found;
}

/** So many desks of this checkout, each with a load of its own. */
function withSides<T>(
  setting: Setting,
  count: number,
  work: (sides: readonly Side[]) => Promise<T>,
  sides: readonly Side[] = [],
): Promise<T> {
  if (sides.length === count) return work(sides);
  return withDesk(setting, repository, {}, async (contender) => {
    const load = new LoadGenerator();
    try {
      return await withSides(setting, count, work, [...sides, { contender, load }]);
    } finally {
      await load.stop();
    }
  });
}

async function measureBeside(setting: Setting, desk: Desk): Promise<Pick<Report, "compared">> {
  const { load, folder, options, say } = setting;
  const questions = sampleQuestions("answerable");
  const beside = async (others: readonly Contender[]) => ({
    compared: await compare(load, [desk, ...others], { ...options, questions }, (underWay, round) =>
      say(`  ${underWay} under way, round ${round}`),
    ),
  });
  const baseline = await runBaseline(join(folder, "baseline"));
  try {
    const { against } = options;
    return against === undefined
      ? await beside([baseline])
      : await withDesk(setting, resolve(against), {}, (other) => beside([baseline, other]));
  } finally {
    await baseline.stop();
  }
}

/** Bundles and starts the desk of a checkout for as long as `work` takes. */
async function withDesk<T>(
  { folder }: Setting,
  checkout: string,
  options: { inspected?: boolean; vars?: Readonly<Record<string, string>> },
  work: (desk: Desk, mainModule: string) => Promise<T>,
): Promise<T> {
  const state = mkdtempSync(join(folder, "desk-"));
  const mainModule = await bundleWorker(checkout, join(state, "bundle"));
  const desk = await runDesk({ checkout, mainModule, state: join(state, "storage"), ...options });
  try {
    return await work(desk, mainModule);
  } finally {
    await desk.stop();
  }
}

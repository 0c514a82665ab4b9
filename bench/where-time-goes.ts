/** The profile of the busy Worker, by part of the desk and by piece of work. */
import type { Desk } from "./desk/run-desk.ts";
import type { LoadGenerator } from "./load/generator.ts";
import { profileOf, type Shares, sharesByFile, sharesByFunction, sharesWithin } from "./measure/profile.ts";
import { processCosts } from "./measure/process-costs.ts";
import { rounded } from "./measure/summary.ts";

export type WhereTimeGoes = { messages: number; cpuMsPerMessage: number; byPart: Shares; byWork: Shares; byFunction: Shares };

/** Pieces of work by the function that does them, those within others first. */
const works = [
  "readFrame",
  "accept",
  "armed",
  "routeMessage",
  "searchSections",
  "answerability",
  "extractAnswer",
  "journalled",
  "commitTurn",
  "status",
  "delta",
  "decide",
  "log",
];

export async function whereTimeGoes(
  load: LoadGenerator,
  desk: Desk,
  mainModule: string,
  options: { messages: number; questions: readonly string[]; underWay?: number },
): Promise<WhereTimeGoes> {
  const { messages, questions, underWay = 20 } = options;
  const loop = { do: "closed_loop", underWay, questions } as const;
  await load.order({ do: "open", url: desk.url, customers: 100 + Math.ceil(messages / 10) });
  await load.order({ ...loop, messages: Math.min(500, messages) });
  const before = processCosts(desk.pid).cpuMs;
  const profile = await profileOf(await desk.inspectorUrl(), async () => void (await load.order({ ...loop, messages })));
  const cpuMs = processCosts(desk.pid).cpuMs - before;
  await load.order({ do: "close" });
  return {
    messages,
    cpuMsPerMessage: rounded(cpuMs / messages),
    byPart: summedUp(sharesByFile(profile, mainModule)),
    byWork: sharesWithin(profile, works),
    byFunction: sharesByFunction(profile, mainModule).slice(0, 25),
  };
}

/** Files of one folder, or of one package, together. */
function summedUp(shares: Shares): Shares {
  const sums = new Map<string, number>();
  for (const { name, share } of shares) {
    const part = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+|src\/embedded\/[^/]+|src\/[^/]+|dist)/.exec(name)?.[0] ?? name;
    sums.set(part, (sums.get(part) ?? 0) + share);
  }
  return [...sums].map(([name, share]) => ({ name, share })).toSorted((a, b) => b.share - a.share);
}
